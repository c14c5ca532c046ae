import { expect, it } from 'vitest'
import { alertRow, callRow, DAY_MS, dayRow, HOUR_MS } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('monitoring-heartbeat')
const USED_AT = AS_OF - 2 * HOUR_MS

const evidence = {
  detectorVersion: 3,
  policyVersion: 'cn-default@7',
  events: ['feed-a/first', 'feed-a/last'],
}

it('proves what was seen, judged and done on the last day', async () => {
  const call = { eventTime: USED_AT, appendedAt: USED_AT + 500 }
  await audit.insert('usage', [
    callRow('card-1', { ...call, eventId: 'first', appendedAt: USED_AT }),
    callRow('card-1', { ...call, eventId: 'last' }),
    callRow('card-2', { eventTime: AS_OF - DAY_MS - 1 }),
    callRow('card-2', { eventTime: AS_OF }),
  ])
  await audit.insert('features', [dayRow('card-1', { usageRecords: 1 })])
  await audit.insert('alerts', [
    alertRow('card-1', { alertId: 'a-1', openedAt: USED_AT, body: JSON.stringify({ evidence }) }),
    alertRow('card-1', { openedAt: AS_OF - 2 * DAY_MS }),
  ])
  const step = { iccid: 'card-1', proposalId: 'p-1', commandId: 'c-1', alertId: 'a-1', ver: 1 }
  await audit.insert('commands', [
    { ...step, step: 'sent', at: USED_AT, appendedAt: USED_AT + 620 },
    { ...step, step: 'completed', at: USED_AT, appendedAt: USED_AT + 9_000 },
  ])
  expect(await audit.run()).toMatchObject([
    {
      subjectKind: 'platform',
      subjectId: '2026-03-09',
      severity: 'low',
      details: {
        records: 2,
        judgedRecords: 1,
        coverage: 0.5,
        cards: 1,
        alerts: 1,
        detectorVersions: ['voice-on-data-card@3'],
        policyVersions: ['cn-default@7'],
        commands: 1,
        latencyMedianMs: 120,
      },
    },
  ])
})

it('proves a day without anything too, and closes the proof of the day before', async () => {
  expect(await audit.subjects(AS_OF)).toEqual(['2026-03-09'])
  expect(await audit.subjects(AS_OF + DAY_MS)).toEqual(['2026-03-10'])
})
