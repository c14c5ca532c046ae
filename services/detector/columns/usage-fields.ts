import type { Usage } from '#schemas/usage.ts'

type Contact = Exclude<Usage, { service: 'data' }>
type Voice = Extract<Usage, { service: 'voice' }>

/**
 * The fields of one usage record as the fold wants them. One object is filled again and again: what
 * varies from record to record is a number or two halves of a 64-bit hash, and only what repeats (a
 * source, a region) is a string, the same object each time.
 */
export class UsageFields {
  source = ''
  /** Of `source`, a zero byte and `eventId`. */
  idLow = 0
  idHigh = 0
  /** The normalised ICCID: up to 20 hexadecimal digits, right-aligned, in three words, and how many. */
  iccidLow = 0
  iccidMiddle = 0
  iccidHigh = 0
  iccidLength = 0
  service: Usage['service'] = 'data'
  direction: 'outgoing' | 'incoming' | undefined
  eventTime = 0
  /** The first 14 digits as a number, which is exact; -1 where absent. */
  device = -1
  region: string | undefined
  visitedPlmn: string | undefined
  deviceKind: Usage['deviceKind'] | undefined
  hasCell = false
  cellLow = 0
  cellHigh = 0
  /** NaN where absent. */
  latitude = Number.NaN
  longitude = Number.NaN

  // ---- calls and messages
  hasPeer = false
  peerLow = 0
  peerHigh = 0
  hasPeerPrevious = false
  peerPreviousLow = 0
  peerPreviousHigh = 0
  peerKind: NonNullable<Contact['peerKind']> | undefined
  /** The digits behind a leading 1, as a number, so that zeros count; 0 where absent. */
  peerBlock = 0
  /** NaN where absent. */
  durationSeconds = Number.NaN
  answered: boolean | undefined
  releaseCause: NonNullable<Voice['releaseCause']> | undefined

  // ---- data; -1 where a number is absent
  bytesUplink = -1
  bytesDownlink = -1
  sessionBytesUplink = -1
  sessionBytesDownlink = -1
  hasSession = false
  /** Of `source`, a zero byte and `sessionId`. */
  sessionLow = 0
  sessionHigh = 0
  /** Lower case. */
  apn: string | undefined
  directed: boolean | undefined
  appCategory: string | undefined

  /** Leaves only what every record has; all that a record may lack is then absent. */
  clear(): void {
    this.direction = undefined
    this.device = -1
    this.region = undefined
    this.visitedPlmn = undefined
    this.deviceKind = undefined
    this.hasCell = false
    this.cellLow = 0
    this.cellHigh = 0
    this.latitude = Number.NaN
    this.longitude = Number.NaN
    this.#clearContact()
    this.#clearData()
  }

  #clearContact(): void {
    this.hasPeer = false
    this.peerLow = 0
    this.peerHigh = 0
    this.hasPeerPrevious = false
    this.peerPreviousLow = 0
    this.peerPreviousHigh = 0
    this.peerKind = undefined
    this.peerBlock = 0
    this.durationSeconds = Number.NaN
    this.answered = undefined
    this.releaseCause = undefined
  }

  #clearData(): void {
    this.bytesUplink = -1
    this.bytesDownlink = -1
    this.sessionBytesUplink = -1
    this.sessionBytesDownlink = -1
    this.hasSession = false
    this.sessionLow = 0
    this.sessionHigh = 0
    this.apn = undefined
    this.directed = undefined
    this.appCategory = undefined
  }
}
