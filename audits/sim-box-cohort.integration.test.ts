import { expect, it } from 'vitest'
import { callRow, HOUR_MS, MINUTE_MS, phoneRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('sim-box-cohort')
const CELL = '460-00-1-1'

/** Cards that call together, once each hour, so many hours. */
function together(cards: readonly string[], hours: number, fields = {}) {
  return times(hours, (hour) =>
    cards.map((iccid) =>
      callRow(iccid, { cell: CELL, eventTime: AS_OF - (hour + 1) * HOUR_MS, ...fields }),
    ),
  ).flat()
}

const BOX = ['b1', 'b2', 'b3', 'b4', 'b5']

it('finds each card of a box, and not the neighbour who was there four times', async () => {
  await audit.insert('profiles', [phoneRow('b1', { tenant: 'shop' })])
  await audit.insert('usage', [...together(BOX, 5), ...together(['neighbour'], 4)])
  const findings = await audit.run()
  expect(findings.map(({ subjectId }) => subjectId)).toEqual(BOX)
  expect(findings[0]).toMatchObject({
    tenant: 'shop',
    severity: 'high',
    details: { cell: CELL, others: ['b2', 'b3', 'b4', 'b5'], mostMeetings: 5, activeMinutes: 5 },
  })
})

it('is quiet about four cards, other cells, data and incoming calls', async () => {
  await audit.insert('usage', together(BOX.slice(0, 4), 9))
  await audit.insert('usage', [
    ...together(['b5'], 9, { cell: 'elsewhere' }),
    ...together(['b6'], 9, { direction: 'incoming' }),
    ...together(['b7'], 9, { service: 'data' }),
  ])
  expect(await audit.subjects()).toEqual([])
})

it('is quiet about busy phones that meet by chance', async () => {
  const alone = BOX.flatMap((iccid, index) =>
    times(6, (call) =>
      callRow(iccid, {
        cell: CELL,
        eventTime: AS_OF - (10 + call) * HOUR_MS - (index + 1) * MINUTE_MS,
      }),
    ),
  )
  await audit.insert('usage', [...together(BOX, 5), ...alone])
  expect(await audit.subjects()).toEqual([])
})
