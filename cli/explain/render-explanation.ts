import type { ExplainedFeature, Explanation } from './explanation.ts'
import type { Step } from './feature-steps.ts'
import {
  type Formats,
  formatDetector,
  formatFact,
  formatFeature,
  formatNumber,
  formatRecord,
  formatShare,
  formatTime,
  formatValue,
} from './formats.ts'
import { type Language, LEVEL_WORDS, MODE_WORDS, SEVERITY_WORDS, WORDS } from './words.ts'

/** Of a feature's records the first and last are shown: enough to see how it began and what tipped it. */
const FIRST_SHOWN = 5
const LAST_SHOWN = 20
/** Cards of a group that are shown by name. */
const MEMBERS_SHOWN = 20

export interface RenderOptions {
  readonly language: Language
  readonly shown: 'some' | 'all'
}

/** An explanation as text. */
export function renderExplanation(one: Explanation, options: RenderOptions): string {
  const { language } = options
  const how = {
    ...options,
    timeZone: one.timeZone,
    say: (word: keyof typeof WORDS) => WORDS[word][language],
  }
  const parts = [
    headOf(one, how),
    verdictOf(one, how),
    ...one.features.map((feature) => featureOf(feature, one, how)),
    factsOf(one, how),
    samplesOf(one, how),
    versionsOf(one, how),
  ]
  return `${parts
    .filter((part) => part.length > 0)
    .map((part) => part.map(printable).join('\n'))
    .join('\n\n')}\n`
}

/** An id from a feed may hold anything: none of it moves a terminal. */
function printable(line: string): string {
  return line.replaceAll(/\p{Cc}/gu, '?')
}

interface How extends RenderOptions, Formats {
  say(word: keyof typeof WORDS): string
}

function headOf({ alert, cardClass }: Explanation, how: How): string[] {
  const { language, say } = how
  const severity = SEVERITY_WORDS[alert.severity][language]
  const mode = MODE_WORDS[alert.mode][language]
  const { alertId, revision, detector, exceptionId } = alert
  return [
    `${say('alert')} ${alertId}  ${say('revision')} ${revision}`,
    `${formatDetector(detector, how)}  ${exceptionId}  ${severity}  ${mode}  ${formatNumber(alert.score)}`,
    alert.reason[language],
    `${subjectOf(alert, how)}${cardClass === null ? '' : `  ${say('cardClass')} ${cardClass}`}  ${say('tenant')} ${alert.tenant}`,
    `${say('opened')} ${formatTime(alert.openedAt, how)}  ${say('last')} ${formatTime(alert.lastAt, how)} (${how.timeZone})  ${alert.count} ${say('findings')}`,
    ...membersOf(alert, how),
  ]
}

function subjectOf({ iccid, group }: Explanation['alert'], { say }: How): string {
  return iccid === null ? `${say('group')} ${group?.kind} ${group?.id}` : `${say('card')} ${iccid}`
}

function membersOf({ evidence }: Explanation['alert'], { say, shown }: How): string[] {
  const { members = [], memberCount = members.length } = evidence
  if (memberCount === 0) return []
  const named = shown === 'all' ? members : members.slice(0, MEMBERS_SHOWN)
  const rest = memberCount > named.length ? ` … ${memberCount - named.length}` : ''
  return [`${memberCount} ${say('members')}: ${named.join(' ')}${rest}`]
}

function verdictOf({ verdict, records, notes }: Explanation, { say, language }: How): string[] {
  const counted = records > 0 ? ` (${records} ${say('records')})` : ''
  return [
    `${say(verdict.status)}${counted}`,
    ...(verdict.status === 'differs' ? verdict.what.map((one) => `  ${one}`) : []),
    ...notes.map((note) => `${say('note')}: ${note[language]}`),
  ]
}

function featureOf(feature: ExplainedFeature, { level, alert }: Explanation, how: How): string[] {
  const { name, observed, comparator, threshold, origin, window, baseline, contribution } = feature
  const { say, language } = how
  const [start, end] = window
  const values = `${formatValue(name, observed)}  ${comparator} ${formatValue(name, threshold)}`
  const tripped = level === null ? '' : `  ${say('trippedAt')} ${LEVEL_WORDS[level][language]}`
  return [
    `${formatFeature(name, how)} = ${values}  ${say('share')} ${formatShare(contribution)}`,
    `  ${say('threshold')}: ${origin}${tripped}`,
    `  ${say('window')}: ${windowOf(start, end, how)}`,
    ...baselineOf(baseline, name, how),
    ...(alert.group === null ? stepsOf(feature, how) : []),
  ]
}

/** A window without a beginning starts with the first record. */
function windowOf(start: number, end: number, how: How): string {
  const from = start === 0 ? '…' : formatTime(start, how)
  return `${from} – ${formatTime(end, how)}`
}

function baselineOf(baseline: ExplainedFeature['baseline'], name: string, { say }: How): string[] {
  if (!baseline) return []
  const { median, spread, days } = baseline
  const middle = `${say('median')} ${formatValue(name, median)}`
  return [
    `  ${say('baseline')}: ${middle}, ${say('spread')} ${formatValue(name, spread)}, ${days} ${say('days')}`,
  ]
}

function stepsOf({ name, steps }: ExplainedFeature, how: How): readonly string[] {
  if (steps.length === 0) return [`  ${how.say('noSteps')}`]
  return someOf(
    steps.map((step) => `  ${stepLine(step, name, how)}`),
    how,
  )
}

function someOf(lines: readonly string[], { say, shown }: How): readonly string[] {
  const hidden = lines.length - FIRST_SHOWN - LAST_SHOWN
  if (shown === 'all' || hidden <= 0) return lines
  return [
    ...lines.slice(0, FIRST_SHOWN),
    `  … ${hidden} ${say('more')}`,
    ...lines.slice(-LAST_SHOWN),
  ]
}

function stepLine({ record, amount, value, crosses }: Step, name: string, how: How): string {
  const sign = amount < 0 ? '−' : '+'
  const change = `${sign}${formatValue(name, Math.abs(amount))}`
  const after = value === null ? how.say('gone') : formatValue(name, value)
  const what = `${formatTime(record.eventTime, how)}  ${formatRecord(record, how)}`
  return `${what}  ${change} → ${after}${crosses ? `  ← ${how.say('crosses')}` : ''}`
}

function factsOf({ facts }: Explanation, how: How): string[] {
  if (facts.length === 0) return []
  const lines = facts.map(
    (fact) => `  ${formatTime(fact.eventTime, how)}  ${formatFact(fact, how)}`,
  )
  return [how.say('facts'), ...someOf(lines, how)]
}

function samplesOf({ samples }: Explanation, how: How): string[] {
  if (samples.length === 0) return []
  const lines = samples.map((record) => {
    return `  ${formatTime(record.eventTime, how)}  ${formatRecord(record, how)}  ${record.event}`
  })
  return [how.say('samples'), ...lines]
}

function versionsOf({ alert }: Explanation, how: How): string[] {
  const { say } = how
  const { detectorVersion, policyVersion, profileVersion, requirement } = alert.evidence
  const profile =
    profileVersion === null
      ? say('noProfile')
      : `${say('profileOf')} ${formatTime(profileVersion, how)}`
  const versions = `${say('detector')} ${detectorVersion}, ${say('policy')} ${policyVersion}`
  return [`${say('versions')}: ${versions}, ${profile}; ${say('serves')} ${requirement}`]
}
