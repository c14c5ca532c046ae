import { expect, it } from 'vitest'
import { callRow, cardRow, DAY_MS, dayRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('silent-card')

function opened(iccid: string, daysAgo: number, fields = {}) {
  return cardRow(iccid, { activatedAt: AS_OF - daysAgo * DAY_MS, ...fields })
}

it('finds a card without use for as long as its carrier says', async () => {
  await audit.insert('usage', [callRow('busy')])
  await audit.insert('features', [
    dayRow('busy', { windowKind: 'month', windowStart: AS_OF - 200 * DAY_MS }),
  ])
  await audit.insert('profiles', [
    opened('silent', 180),
    opened('young', 179),
    opened('busy', 300),
    opened('ended', 300, { status: 'terminated' }),
    opened('unicom', 359, { carrier: 'unicom' }),
    opened('unicom silent', 360, { carrier: 'unicom' }),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'silent', severity: 'low', dueAt: AS_OF + 90 * DAY_MS },
    { subjectId: 'unicom silent', details: { silentDays: 360 } },
  ])
})

it('is blind, not quiet, while the feed is behind', async () => {
  await audit.insert('usage', [callRow('busy', { eventTime: AS_OF - DAY_MS - 1 })])
  await audit.insert('profiles', [opened('silent', 180)])
  await expect(audit.run()).rejects.toThrow('Blind: the newest usage record')
})
