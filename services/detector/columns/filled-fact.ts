import type { Fact } from '../domain/fact.ts'

/** One fact, filled again for every record: the same object, so that filters stay fast. */
export class FilledFact implements Fact {
  service: Fact['service'] = 'data'
  callOut = false
  callIn = false
  smsOut = false
  smsIn = false
  dataUse = false
  emergency = false
  answered = false
  durationSeconds = 0
  releaseCause: Fact['releaseCause']
  peer: number | undefined
  peerKind: Fact['peerKind']
  peerKindAllowed = false
  peerNotAllowed = false
  blockPeer: number | undefined
  premium = false
  offHours = false
  stranger = false
  callback = false
  short = false
  unlicensed = false
  gapSeconds: number | undefined
  gapSquare: number | undefined
  shortGap = false
  concurrent = 0
  blockRun: number | undefined
  inboundOnly = false
  bytes = 0
  directed = false
  cardDirected = false
  appCategory: number | undefined
  closedVoice = false
  closedSms = false
  closedData = false
  testing = false
  stopped = false
  unprofiled = false
  device: number | undefined
  imeiMismatch = false
  handset = false
  deviceListed = false
  region: number | undefined
  cell: number | undefined
  cellListed = false
  regionListed = false
  regionMismatch = false
  plmnForeign = false
}
