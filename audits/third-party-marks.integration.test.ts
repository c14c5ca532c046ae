import { expect, it } from 'vitest'
import { DAY_MS, phoneRow, reportRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('third-party-marks')

/** So many marks of a card, each that many days before the audit looks, less an hour. */
function marks(iccid: string, count: number, daysAgo: number) {
  const eventTime = AS_OF - daysAgo * DAY_MS + 3_600_000
  return times(count, () => reportRow(iccid, { report: 'mark', valid: null, eventTime }))
}

it('finds six in a day, 21 in three days, 51 in seven, and is quiet at the limits', async () => {
  await audit.insert('profiles', [phoneRow('day')])
  await audit.insert('reports', [
    ...marks('day', 6, 1),
    ...marks('three days', 21, 3),
    ...marks('seven days', 51, 7),
    ...marks('at the limits', 5, 1),
    ...marks('at the limits', 15, 3),
    ...marks('at the limits', 30, 7),
    ...marks('old', 60, 8),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'day', tenant: 'acme', details: { marksDay: 6 } },
    { subjectId: 'seven days', tenant: '' },
    { subjectId: 'three days', details: { marks3Days: 21, marksDay: 0 } },
  ])
})
