import { expect, test } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { armPolicy } from './arm-policy.ts'
import { tellFault } from './policy-fault.ts'

function faultsFor(change: Parameters<typeof policyDocument>[0]) {
  const armed = armPolicy(policyDocument(change))
  return armed.status === 'refused' ? armed.faults : []
}

function reasonsFor(change: Parameters<typeof policyDocument>[0]): readonly string[] {
  return faultsFor(change).map(tellFault)
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
  expect(reasons).toEqual([
    'detectors.call-rat: there is no such detector; did you mean call-rate?',
    'detectors.call-burst.settings.callsPer5Minutes: missing: expected number',
    'detectors.call-burst.settings.callsPer5Minute: unknown; known are callsPer5Minutes; did you mean callsPer5Minutes?',
    'roles.courier.call-rats: there is no such detector; did you mean call-rate?',
  ])
})

test('names the place where a key was written, once for all classes it holds for', () => {
  const faults = faultsFor((document) => {
    const rule = document.detectors['call-burst']
    if (rule?.classes) rule.classes.telesales = { settings: { callsPer5Minutes: 'many' } }
    if (rule) rule.ladder = [{ at: 'act', action: 'suspend', needs: 'person' }]
    document.classes.ordinary = { name: '', maximumAction: 'flag' }
  })
  expect(faults.map(({ path }) => path.join('.'))).toEqual(
    expect.arrayContaining([
      'detectors.call-burst.classes.telesales.settings.callsPer5Minutes',
      'detectors.call-burst.ladder.0.action',
    ]),
  )
})

test('refuses a rule that lacks its mode, severity or ladder', () => {
  const reasons = reasonsFor((document) => {
    document.detectors['call-burst'] = {
      settings: { callsPer5Minutes: 30 },
      classes: { ordinary: {} },
    }
  })
  expect(reasons.map((reason) => reason.split(': ')[1])).toEqual([
    'mode is missing for class ordinary',
    'severity is missing for class ordinary',
    'ladder is missing for class ordinary',
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
  if (armed.status === 'refused') throw new Error(armed.faults.map(tellFault).join())
  const idsOf = (name: 'ordinary' | 'telesales') =>
    armed.policy.rules.get(name)?.map(({ detector, mode }) => `${detector.id} ${mode}`)
  expect(idsOf('ordinary')).not.toContainEqual(expect.stringContaining('call-burst'))
  expect(idsOf('telesales')).toContain('call-burst shadow')
})
