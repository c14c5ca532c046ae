import type { Formatters } from './formats.ts'

/** A feature's value in the unit its measure has. */
export function featureValue(name: string, value: number, formats: Formatters): string {
  const measure = name.split('.')[0] ?? ''
  if (/bytes/i.test(measure)) return formats.bytes(value)
  if (/(Ratio|Dispersion|Share)$/.test(measure)) return formats.percent(value)
  if (/Seconds$/.test(measure)) return formats.delay(value * 1_000)
  return formats.number(value)
}
