import type { Profile } from '#schemas/profile.ts'
import type { Usage } from '#schemas/usage.ts'
import type { Fact } from '../domain/fact.ts'
import type { Moment } from '../domain/moment.ts'
import { sessionBytes } from '../domain/session-bytes.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { CardState } from './card-state.ts'
import { describeContact } from './describe-contact.ts'
import { describePlace } from './describe-place.ts'
import { isStopped } from './stops.ts'

export interface Circumstances {
  readonly profile: Profile | undefined
  readonly moment: Moment
  readonly policy: ArmedPolicy
}

/** What a usage record means for a card, before it is folded in. Changes nothing. */
export function describe(usage: Usage, state: CardState, circumstances: Circumstances): Fact {
  const { profile, policy } = circumstances
  const contact = describeContact(usage, state, circumstances)
  const data = describeData(usage, state, circumstances)
  const isOwnUse = contact.callOut || contact.smsOut || data.dataUse
  const isUse = isOwnUse || (contact.callIn && contact.answered)
  return {
    ...contact,
    ...data,
    ...describePlace(usage, state, circumstances),
    closedVoice: profile !== undefined && !profile.functions.voice,
    closedSms: profile !== undefined && !profile.functions.sms,
    closedData: profile !== undefined && !profile.functions.data,
    testing: profile?.status === 'test',
    stopped: isUse && isStopped(usage, state, { profile, graceMs: policy.stopGraceMs }),
    unprofiled: isUnprofiled(usage, state, policy),
  }
}

type DataFact = Pick<Fact, 'dataUse' | 'bytes' | 'directed' | 'cardDirected' | 'appCategory'>

function describeData(
  usage: Usage,
  state: CardState,
  { profile, policy }: Circumstances,
): DataFact {
  const cardDirected = profile?.directed ?? false
  if (usage.service !== 'data') {
    return { dataUse: false, bytes: 0, directed: false, cardDirected, appCategory: undefined }
  }
  const { apn, directed, appCategory } = usage
  const isHuman = appCategory != null && policy.humanAppCategories.has(appCategory)
  return {
    dataUse: apn == null || !policy.signallingApns.has(apn.toLowerCase()),
    bytes: sessionBytes(usage, state.sessions, state.horizon),
    directed: directed ?? cardDirected,
    cardDirected,
    appCategory: isHuman ? appCategory : undefined,
  }
}

function isUnprofiled(usage: Usage, state: CardState, { graceMs }: ArmedPolicy): boolean {
  if (state.profiles.length > 0 || state.firstUnprofiledAt === undefined) return false
  return usage.eventTime > state.firstUnprofiledAt + graceMs
}
