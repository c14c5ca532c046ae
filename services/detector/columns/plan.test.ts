import { expect, test } from 'vitest'
import { MOST_LATENESS_HOURS } from '#schemas/common-settings.ts'
import { isSliding, SLIDING } from '../domain/window.ts'
import { measureList } from '../features/catalogue.ts'
import { MOST_SLIDES } from './member-rows.ts'
import { PLAN, planOf } from './plan.ts'

test('every kept measure of the catalogue has a place for each of its windows', () => {
  for (const plan of PLAN.byName.values()) {
    const long = [...plan.sums, ...plan.members].map(({ window }) => window)
    const short = plan.measure.windows.filter((window) => !long.includes(window))
    expect(short.length === 0 || plan.flag !== undefined, plan.name).toBe(true)
  }
})

test('a member’s row tells apart every slide that the latest record can look at', () => {
  for (const window of PLAN.kinds.filter(isSliding)) {
    const { sizeMs, slideMs } = SLIDING[window]
    const lateSlides = Math.ceil((MOST_LATENESS_HOURS * 3_600_000) / slideMs)
    expect(sizeMs / slideMs + lateSlides, window).toBeLessThanOrEqual(MOST_SLIDES)
  }
})

test('two measures share a flag only where they share a filter', () => {
  for (const plans of [PLAN.contact, PLAN.data]) {
    const filters = new Map<string, unknown>()
    for (const { flag, of, name } of plans) {
      if (flag === undefined) continue
      const key = `${flag.word}/${flag.bit}`
      expect(filters.get(key) ?? of, name).toBe(of)
      filters.set(key, of)
    }
  }
})

test('refuses a measure that it cannot keep', () => {
  const of = () => true
  const counts = (n: number) =>
    [`m${n}`, { kind: 'count', of: () => n > 0, windows: ['1h'] }] as const
  expect(() =>
    planOf([['cells', { kind: 'distinct', of, member: 'cell', windows: ['cycle'] }]]),
  ).toThrow('Cannot keep cells')
  expect(() => planOf(Array.from({ length: 65 }, (_, n) => counts(n)))).toThrow('Cannot keep m64')
  expect(measureList.length).toBeGreaterThan(PLAN.byName.size)
})
