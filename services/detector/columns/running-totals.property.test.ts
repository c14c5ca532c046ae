import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Memory } from './memory.ts'
import { PLAN } from './plan.ts'
import { packGap, ROW_FLAGS, ROW_GAP, ROW_MORE_FLAGS } from './recent-row.ts'
import { RecentRows } from './recent-rows.ts'
import { RunningTotals } from './running-totals.ts'
import type { Scene } from './scene.ts'
import { SHORT_SPANS, SHORT_WINDOWS } from './totals-layout.ts'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const START = Date.UTC(2026, 2, 10)
const CALL_ROW_WORDS = 12
/** An hour of lateness, and the longest window with its slide. */
const KEPT_MS = 28 * 3_600_000

interface Row {
  readonly time: number
  readonly flags: number
  readonly more: number
  readonly gapSeconds: number | undefined
}

/** What the totals look at of a scene. */
function sceneAt(eventTime: number, zoneMs: number): Scene {
  const start = Math.floor((eventTime + zoneMs) / DAY_MS) * DAY_MS - zoneMs
  return { eventTime, day: { start } } as Scene
}

const step = fc.record({
  /** Minutes behind the newest; below 0: it comes late. */
  minutes: fc.oneof(
    { weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }).map((n) => n / 4) },
    { weight: 2, arbitrary: fc.integer({ min: 20, max: 2_000 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1_000, max: 5_000 }) },
    { weight: 2, arbitrary: fc.integer({ min: -300, max: -1 }) },
  ),
  flags: fc.integer(),
  more: fc.integer(),
  gapSeconds: fc.option(fc.nat({ max: 3_600 }), { nil: undefined }),
  /** Whether the totals are looked at behind the record, when it is the newest. */
  isRead: fc.boolean(),
  zoneMs: fc.constantFrom(0, 0, 0, 8 * 3_600_000, -5 * 3_600_000),
})

/** What a total is, counted from all rows. */
function expected(
  rows: readonly Row[],
  {
    index,
    window,
    scene,
  }: { readonly index: number; readonly window: number; readonly scene: Scene },
): number {
  const plan = PLAN.contact.find((one) => one.index === index)
  const { slideMs, sizeMs } = SHORT_SPANS[window] ?? { slideMs: 0, sizeMs: 0 }
  const end = (Math.floor(scene.eventTime / slideMs) + 1) * slideMs
  const from = slideMs === 0 ? scene.day.start : end - sizeMs
  const { flag, measure } = plan ?? {}
  const counted = rows.filter(({ time, flags, more }) => {
    const word = flag?.word === 0 ? flags : more
    return time >= from && (word & (flag?.bit ?? 0)) !== 0
  })
  if (measure?.kind !== 'sum') return counted.length
  const power = measure.amount === 'gapSquare' ? 2 : 1
  return counted.reduce((sum, { gapSeconds }) => sum + (gapSeconds ?? 0) ** power, 0)
}

test('totals that are carried along are those of all rows, whatever came late', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 90 }), (steps) => {
      const memory = new Memory()
      const rows = new RecentRows(memory, CALL_ROW_WORDS)
      const totals = new RunningTotals(memory, rows, PLAN.contact)
      const plain: Row[] = []
      let list = 0
      let newest = START
      for (const { minutes, isRead, zoneMs, ...said } of steps) {
        const time = newest + minutes * MINUTE_MS
        newest = Math.max(newest, time)
        const scene = sceneAt(time, zoneMs)
        list = rows.insert(list, time, newest - KEPT_MS)
        rows.page.words[rows.row + ROW_FLAGS] = said.flags
        rows.page.words[rows.row + ROW_MORE_FLAGS] = said.more
        rows.page.words[rows.row + ROW_GAP] = packGap({
          gapSeconds: said.gapSeconds,
          concurrent: 1,
          blockRun: undefined,
        })
        totals.add(list, scene)
        plain.push({ time, ...said })
        if (!isRead || time < newest) continue
        const block = totals.open(list, scene)
        for (const { index } of PLAN.contact) {
          for (const window of SHORT_WINDOWS.keys()) {
            const found = totals.valueAt(block, index, window)
            if (found === undefined) continue
            expect(found).toBe(expected(plain, { index, window, scene }))
          }
        }
      }
    }),
    { numRuns: 150 },
  )
})
