import { expect, it } from 'vitest'
import { callRow, DAY_MS, MINUTE_MS, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('feed-gap')

/** So many records of a source in the hour before the audit looks, so many weeks earlier. */
async function insertHour(source: string, count: number, weeksAgo: number): Promise<void> {
  const eventTime = AS_OF - 30 * MINUTE_MS - weeksAgo * 7 * DAY_MS
  await audit.insert(
    'usage',
    times(count, () => callRow('card-1', { source, eventTime })),
  )
}

it('finds the source that is silent and the one that is short, not the one at half of its usual', async () => {
  for (const source of ['silent', 'short', 'half']) {
    for (const weeksAgo of [1, 2, 3]) await insertHour(source, 40, weeksAgo)
  }
  await insertHour('short', 19, 0)
  await insertHour('half', 20, 0)
  const findings = await audit.run()
  expect(findings).toMatchObject([
    { subjectKind: 'source', subjectId: 'short', details: { records: 19, recordsUsual: 40 } },
    { subjectKind: 'source', subjectId: 'silent', details: { records: 0, weeks: 3 } },
  ])
})

it('is quiet about a source it has known for one week, and about small ones', async () => {
  await insertHour('young', 40, 1)
  for (const weeksAgo of [1, 2, 3]) await insertHour('small', 19, weeksAgo)
  expect(await audit.subjects()).toEqual([])
})

it('compares with the same hour of the week alone', async () => {
  for (const weeksAgo of [1, 2]) await insertHour('nightly', 40, weeksAgo)
  expect(await audit.subjects(AS_OF + 60 * MINUTE_MS)).toEqual([])
})
