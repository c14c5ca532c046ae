import { expect, test } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { armPolicy } from './arm-policy.ts'

function reasonsFor(change: Parameters<typeof policyDocument>[0]): readonly string[] {
  const armed = armPolicy(policyDocument(change))
  return armed.status === 'refused' ? armed.reasons : []
}

test('arms the default policy', () => {
  expect(armPolicy(policyDocument()).status).toBe('armed')
})

test('tells every error at once, each with its place', () => {
  const reasons = reasonsFor((document) => {
    document.detectors['call-rat'] = {}
    document.detectors['call-burst'] = {
      mode: 'live',
      severity: 'medium',
      settings: { callsPer5Minute: 30 },
      ladder: [{ at: 'act', action: 'flag' }],
      classes: { ordinary: {} },
    }
    document.roles['courier'] = { 'call-rats': 2 }
  })
  expect(reasons).toHaveLength(3)
  expect(reasons.join('\n')).toMatch(/detectors\.call-rat: there is no such detector/)
  expect(reasons.join('\n')).toMatch(/detectors\.call-burst, class ordinary: settings:/)
  expect(reasons.join('\n')).toMatch(/roles\.courier\.call-rats: there is no such detector/)
})

test('refuses a rule that lacks its mode, severity or ladder', () => {
  const reasons = reasonsFor((document) => {
    document.detectors['call-burst'] = {
      settings: { callsPer5Minutes: 30 },
      classes: { ordinary: {} },
    }
  })
  expect(reasons.map((reason) => reason.split(': ')[1])).toEqual([
    'mode is missing',
    'severity is missing',
    'ladder is missing',
  ])
})

test('refuses to bar or suspend on statistics alone, and more than a class allows', () => {
  const reasons = reasonsFor((document) => {
    const rule = document.detectors['call-burst']
    if (rule) rule.ladder = [{ at: 'act', action: 'suspend' }]
  })
  expect(reasons).toContainEqual(expect.stringContaining('needs corroborated or person'))
  expect(reasons).toContainEqual(expect.stringContaining('above maximumAction bar'))
})

test('a class replaces keys of the detector, a rule that is off is left out', () => {
  const armed = armPolicy(
    policyDocument((document) => {
      const rule = document.detectors['call-burst']
      if (rule?.classes) rule.classes.ordinary = { mode: 'off' }
    }),
  )
  if (armed.status === 'refused') throw new Error(armed.reasons.join())
  const idsOf = (name: 'ordinary' | 'telesales') =>
    armed.policy.rules.get(name)?.map(({ detector, mode }) => `${detector.id} ${mode}`)
  expect(idsOf('ordinary')).not.toContainEqual(expect.stringContaining('call-burst'))
  expect(idsOf('telesales')).toContain('call-burst shadow')
})
