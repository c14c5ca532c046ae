import { DETECTOR_NAMES } from '../../services/console/web/text/detector-names.ts'
import { MEASURE_NAMES } from '../../services/console/web/text/measure-names.ts'
import type { ToldFact } from './told-fact.ts'
import type { ToldRecord } from './told-record.ts'
import { FACT_WORDS, type Language, RECORD_WORDS } from './words.ts'

/** How a feature's numbers, times and names are written. */
export interface Formats {
  readonly language: Language
  /** In the card's time zone, to the second. */
  readonly timeZone: string
}

const NUMBER = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 2 })

export function formatNumber(value: number): string {
  return NUMBER.format(value)
}

/** To three digits, where numbers are multiplied. */
export function formatFactor(value: number): string {
  return String(Number(value.toFixed(3)))
}

/** 0.5 as `50%`. */
export function formatShare(value: number): string {
  return `${NUMBER.format(value * 100)}%`
}

/** In the unit that the measure has: a ratio as a share, data in bytes, all else as a number. */
export function formatValue(feature: string, value: number): string {
  const measure = feature.split('.')[0] ?? ''
  if (/(Ratio|Dispersion|Share)$/.test(measure)) return formatShare(value)
  return /^bytes|Bytes$/.test(measure) ? `${formatNumber(value)} B` : formatNumber(value)
}

/** `2026-03-10 10:00:00`. */
export function formatTime(at: number, { timeZone }: Pick<Formats, 'timeZone'>): string {
  const zoned = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone)
  return zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' ')
}

/** `Outgoing calls (callsOutgoing.1h)`. */
export function formatFeature(feature: string, { language }: Pick<Formats, 'language'>): string {
  const name = MEASURE_NAMES[feature.split('.')[0] ?? '']?.[language]
  return name === undefined ? feature : `${name} (${feature})`
}

export function formatDetector(id: string, { language }: Pick<Formats, 'language'>): string {
  const name = DETECTOR_NAMES[id]?.[language]
  return name === undefined ? id : `${name} (${id})`
}

/** `call to t1:ada, 30 s`. */
export function formatRecord(record: ToldRecord, { language }: Pick<Formats, 'language'>): string {
  const { what, direction, detail, bytes } = record
  if (what === 'data') return `${wordOf('data', language)} ${formatNumber(bytes ?? 0)} B`
  if (what !== 'voice' && what !== 'sms') {
    return [wordOf(what, language), detail].filter((part) => part !== null).join(' ')
  }
  const peer = record.peer ?? wordOf('nobody', language)
  return `${wordOf(`${what}/${direction}`, language)} ${peer}${lengthOf(record, language)}`
}

/** `called by card 8986…  test/c1`. */
export function formatFact(fact: ToldFact, { language }: Pick<Formats, 'language'>): string {
  const { kind, iccid, measure, value, event } = fact
  const number = value === null || kind === 'refusal' ? null : formatNumber(value)
  const parts = [FACT_WORDS[kind]?.[language] ?? kind, measure, iccid, number, event]
  return parts.filter((part) => part !== null).join('  ')
}

function lengthOf({ answered, durationSeconds }: ToldRecord, language: Language): string {
  if (answered === false) return `, ${wordOf('unanswered', language)}`
  return durationSeconds === null ? '' : `, ${formatNumber(durationSeconds)} s`
}

function wordOf(name: string, language: Language): string {
  return RECORD_WORDS[name]?.[language] ?? name
}
