import { expect, it } from 'vitest'
import { sampleAudit } from '../testing/sample-audit.ts'
import { auditRule } from './audit-rule.ts'

const audit = sampleAudit({
  days_mobile: { value: 180, tier: 'B', meaning: 'days' },
  days_unicom: { value: 360, tier: 'B', meaning: 'days' },
})

function ruleOf(said: unknown) {
  return auditRule({ audits: { [audit.id]: said } }, audit)
}

it('is what the file says where the policy says nothing', () => {
  const rule = {
    mode: 'live',
    severity: 'medium',
    schedule: 'daily',
    parameters: { days_mobile: 180, days_unicom: 360 },
  }
  for (const document of [{}, null, { audits: {} }, { audits: { other: { mode: 'off' } } }]) {
    expect(auditRule(document, audit)).toEqual({ status: 'usable', rule })
  }
})

it('takes the policy’s word key by key, groups of settings too', () => {
  const settings = { days: { unicom: 400 }, every: 'month' }
  expect(ruleOf({ mode: 'off', severity: 'high', settings })).toEqual({
    status: 'usable',
    rule: {
      mode: 'off',
      severity: 'high',
      schedule: 'monthly',
      parameters: { days_mobile: 180, days_unicom: 400 },
    },
  })
})

it.each([
  [{ settings: { share: 1 } }, 'there is no setting share'],
  [{ settings: { days_mobile: [1] } }, 'there is no setting days_mobile_0'],
  [{ settings: { days_mobile: true } }, 'setting days_mobile is neither a number nor a word'],
  [{ settings: { every: 'now' } }, 'every is now, not hour, day, week or month'],
  [{ severity: 'loud' }, 'its audits do not have the shape of audits'],
])('refuses %o', (said, why) => {
  const reason = `Cannot use the policy for audit sample: ${why}`
  expect(ruleOf(said)).toEqual({ status: 'refused', reason })
})
