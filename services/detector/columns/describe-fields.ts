import { FIRST_UNPROFILED_AT } from './card-head.ts'
import { clearContact, describeContact } from './describe-contact-fields.ts'
import { describePlace } from './describe-place-fields.ts'
import type { Scene } from './scene.ts'
import { sessionBytesOf } from './session-totals.ts'

/** Fills the fact of the scene's record: what it means for the card, before it is folded in. */
export function describeFields(scene: Scene): void {
  const { fields, fact, terms } = scene
  fact.service = fields.service
  fact.closedVoice = terms.closedVoice
  fact.closedSms = terms.closedSms
  fact.closedData = terms.closedData
  fact.testing = terms.testing
  fact.cardDirected = terms.cardDirected
  if (fields.service === 'data') describeData(scene)
  else describeContact(scene)
  describePlace(scene)
  const isUse = fact.callOut || fact.smsOut || fact.dataUse || (fact.callIn && fact.answered)
  fact.stopped = isUse && isStopped(scene)
  fact.unprofiled = isUnprofiled(scene)
}

function describeData(scene: Scene): void {
  const { fields, fact, terms, policy } = scene
  clearContact(fact)
  const { apn, directed, appCategory } = fields
  fact.dataUse = apn === undefined || !policy.policy.signallingApns.has(apn)
  fact.bytes = sessionBytesOf(scene)
  fact.directed = directed ?? terms.cardDirected
  const isHuman = appCategory !== undefined && policy.policy.humanAppCategories.has(appCategory)
  fact.appCategory = isHuman ? scene.store.numberOfText(appCategory) : undefined
}

function isStopped({ fields, memory, terms, policy, eventTime }: Scene): boolean {
  const graceMs = policy.policy.stopGraceMs
  const since = memory?.stops?.get(fields.service)
  if (since !== undefined && eventTime > since + graceMs) return true
  if (eventTime <= terms.endedAt + graceMs) return false
  // A contract comes late: what was undone after it was told is suspended no more.
  return terms.isTerminated || terms.endedAt > (memory?.undoneAt ?? 0)
}

function isUnprofiled(scene: Scene): boolean {
  if (scene.store.newestContract(scene.card) !== undefined) return false
  const first = scene.double(FIRST_UNPROFILED_AT)
  return first !== 0 && scene.eventTime > first + scene.policy.policy.graceMs
}
