import { expect, it } from 'vitest'
import { callRow, cardRow, DAY_MS, dataRow, phoneRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('stock-card-gaps')
const WITH_VOICE = { functions: { voice: true, sms: false, data: true } }

it('tells what each card lacks, and nothing of one that is in order', async () => {
  await audit.insert('profiles', [
    cardRow('in order'),
    phoneRow('phone'),
    cardRow('bare', { assessmentId: null, realName: 'none' }),
    cardRow('gone', { realName: 'none', status: 'terminated' }),
  ])
  await audit.insert('usage', [dataRow('in order'), dataRow('unknown')])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'bare', details: { gaps: ['no assessment', 'no real name'] } },
    { subjectId: 'unknown', tenant: 'acme', details: { gaps: ['no profile'] } },
  ])
})

it('finds voice that an old card never used, not one that is used or new', async () => {
  await audit.insert('profiles', [
    cardRow('unused', WITH_VOICE),
    cardRow('used', WITH_VOICE),
    cardRow('new', { ...WITH_VOICE, activatedAt: AS_OF - 29 * DAY_MS }),
  ])
  await audit.insert('usage', [callRow('used')])
  const findings = await audit.run()
  expect(findings).toMatchObject([{ subjectId: 'unused', severity: 'medium' }])
  expect(findings[0]?.reasonZh).toBe('存量卡缺项：语音开通未使用')
})
