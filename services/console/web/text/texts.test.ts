import { expect, test } from 'vitest'
import { DETECTOR_NAMES } from './detector-names.ts'
import { en } from './en.ts'
import { MEASURE_NAMES } from './measure-names.ts'
import { zh } from './zh.ts'

function flatten(texts: object, prefix = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, text]): [string, string][] =>
    typeof text === 'string' ? [[prefix + key, text]] : flatten(text, `${prefix}${key}.`),
  )
}

test('both languages say the same things and fill in the same figures', () => {
  const filled = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(([name]) => name).sort()
  const shape = (texts: object) => flatten(texts).map(([key, text]) => [key, filled(text)] as const)
  expect(shape(zh)).toEqual(shape(en))
})

test('every detector and measure is named in both', () => {
  for (const name of [...Object.values(DETECTOR_NAMES), ...Object.values(MEASURE_NAMES)]) {
    expect(name.en).toMatch(/^[A-Z][\x20-\x7e]+$/)
    expect(name.zh).toMatch(/\p{Script=Han}/u)
  }
})
