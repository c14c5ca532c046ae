import { expect, test } from 'vitest'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { Profile } from '#schemas/profile.ts'
import {
  alertsOf,
  call,
  judgeAll,
  ordinary,
  policy,
  policyDocument,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { armPolicy } from './arm-policy.ts'
import { tellFault } from './policy-fault.ts'

type Detectors = PolicyDocument['tenants'][string]['detectors']

const limit = (callsPer5Minutes: number) => ({ 'call-burst': { settings: { callsPer5Minutes } } })

/** A policy whose overrides are these, by `tenant acme`, `pool p-1` …. */
function overriding(overrides: Readonly<Record<string, Detectors>>) {
  return (document: PolicyDocument) => {
    for (const [name, detectors] of Object.entries(overrides)) {
      const [kind = '', id = ''] = name.split(' ')
      if (kind === 'tenant') document.tenants[id] = { detectors }
      else document.groups[`${kind}:${id}`] = { detectors }
    }
  }
}

function armed(overrides: Readonly<Record<string, Detectors>>) {
  const result = armPolicy(policyDocument(overriding(overrides)))
  if (result.status === 'refused') throw new Error(result.faults.map(tellFault).join('; '))
  return result.policy
}

function faultsOf(overrides: Readonly<Record<string, Detectors>>): readonly string[] {
  const result = armPolicy(policyDocument(overriding(overrides)))
  return result.status === 'refused' ? result.faults.map(tellFault) : []
}

/** Alerts of `call-burst` on a card after so many calls within 5 minutes. */
function bursts(
  overrides: Readonly<Record<string, Detectors>>,
  { calls, ...fields }: { readonly calls: number; readonly [field: string]: unknown },
) {
  const records = times(calls, (n) => call({ eventTime: TEN + n }))
  return alertsOf(
    'call-burst',
    judgeAll([policy(overriding(overrides)), ordinary(fields), ...records]),
  )
}

test("a tenant's limit holds for its cards, and for no other", () => {
  const strict = { 'tenant acme': limit(5) }
  expect(bursts(strict, { calls: 6, tenant: 'acme' })).toHaveLength(1)
  expect(bursts(strict, { calls: 5, tenant: 'acme' })).toHaveLength(0)
  expect(bursts(strict, { calls: 6, tenant: 'other' })).toHaveLength(0)
  expect(bursts(strict, { calls: 31, tenant: 'other' })).toHaveLength(1)
})

test('the narrowest wins: class, tenant, reseller, batch, pool', () => {
  const widest = ['tenant t', 'reseller r', 'batch b', 'pool p'] as const
  const where = { tenant: 't', reseller: 'r', batch: 'b', pool: 'p' }
  for (const [index, name] of widest.entries()) {
    const all = Object.fromEntries(
      widest.slice(0, index + 1).map((one) => [one, limit(one === name ? 5 : 50)]),
    )
    expect(bursts(all, { calls: 6, ...where }), name).toHaveLength(1)
    const [first] = bursts(all, { calls: 6, ...where })
    expect(first?.evidence.features[0]).toMatchObject({
      threshold: 5,
      origin: `policy cn-default@1, class ordinary, ${widest.slice(0, index + 1).join(', ')}`,
    })
  }
})

test('keys are replaced one by one, and per class', () => {
  const policyOf = armed({
    'tenant acme': {
      'call-burst': { severity: 'low', classes: { telesales: { mode: 'live' } } },
    },
  })
  const rule = (cardClass: 'ordinary' | 'telesales') =>
    policyOf
      .rulesFor(cardClass, Profile.parse(profile({ cardClass, tenant: 'acme' })))
      .find(({ detector }) => detector.id === 'call-burst')
  expect(rule('ordinary')).toMatchObject({ mode: 'live', severity: { act: 'low' } })
  expect(rule('telesales')).toMatchObject({ mode: 'live', severity: { act: 'low' } })
  const usual = policyOf.rules.get('telesales')
  expect(usual?.find(({ detector }) => detector.id === 'call-burst')?.mode).toBe('shadow')
})

test('a narrower word goes before a wider variant', () => {
  const voice = (detectors: Detectors) => {
    const soldered = profile({ soldered: true, boundImeis: ['86012345678901'] })
    const record = { ...call({ imei: '86999999999999' }) }
    const outputs = judgeAll([
      policy(overriding({ 'tenant acme-meters': detectors })),
      soldered,
      record,
    ])
    return stepsOf('imei-change', outputs)
  }
  expect(voice({})).toEqual(['bar data', 'suspend'])
  expect(voice({ 'imei-change': { ladder: [{ at: 'act', action: 'flag' }] } })).toEqual(['flag'])
  expect(voice({ 'imei-change': { mode: 'off' } })).toEqual([])
})

test('a card without overrides is judged by the very array of its class', () => {
  const { rules, rulesFor } = armed({ 'tenant acme': limit(5), 'pool p-1': limit(6) })
  const of = (fields: Readonly<Record<string, unknown>>) =>
    rulesFor('ordinary', Profile.parse(ordinary(fields)))
  expect(of({ tenant: 'other' })).toBe(rules.get('ordinary'))
  expect(rulesFor('unregistered', undefined)).toBe(rules.get('unregistered'))
  expect(of({ tenant: 'acme' })).toBe(of({ tenant: 'acme', iccid: '89860012345678901299' }))
  expect(of({ tenant: 'acme', pool: 'p-1' })).not.toBe(of({ tenant: 'acme' }))
  const untouched = (rules_: ReturnType<typeof of>) =>
    rules_.find(({ detector }) => detector.id === 'call-rate')
  expect(untouched(of({ tenant: 'acme' }))).toBe(untouched(of({ tenant: 'other' })))
})

test('an override that speaks of another class leaves the array as it is', () => {
  const { rules, rulesFor } = armed({ 'tenant acme': { 'data-over-quota': { mode: 'shadow' } } })
  expect(rulesFor('ordinary', Profile.parse(ordinary({ tenant: 'acme' })))).toBe(
    rules.get('ordinary'),
  )
})

test('refuses what does not fit, at its own place', () => {
  expect(faultsOf({ 'tenant acme': { 'call-bust': {} } })).toEqual([
    'tenants.acme.detectors.call-bust: there is no such detector; did you mean call-burst?',
  ])
  expect(faultsOf({ 'pool p-1': { 'call-burst': { settings: { calls: 1 } } } })).toEqual([
    expect.stringMatching(/^groups\.pool:p-1\.detectors\.call-burst\.settings\.callsPer5Minutes: /),
    expect.stringMatching(/^groups\.pool:p-1\.detectors\.call-burst\.settings\.calls: unknown/),
  ])
  expect(
    faultsOf({ 'tenant acme': { 'call-burst': { ladder: [{ at: 'act', action: 'suspend' }] } } }),
  ).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/ladder\.0\.action: suspend on a statistical finding needs/),
    ]),
  )
  expect(
    faultsOf({ 'tenant acme': { 'call-burst': { classes: { iot: { mode: 'live' } } } } }),
  ).toEqual([])
  expect(faultsOf({ 'tenant acme': { 'unregistered-card': { classes: { iot: {} } } } })).toEqual([])
})

test('words that cannot reach a group detector are refused', () => {
  const off = { mode: 'off' as const }
  expect(faultsOf({ 'tenant acme': { 'pool-exhaustion': off } })).toEqual([
    'tenants.acme.detectors.pool-exhaustion: words for a tenant do not reach it: it looks at pool',
  ])
  expect(faultsOf({ 'pool p-1': { 'pool-exhaustion': off } })).toEqual([])
})

test("hours stay the class's: they decide what is counted", () => {
  const settings = { hours: ['08:00-20:00'], strangersPerDay: 9 }
  const rule = { 'calls-outside-hours': { classes: { ordinary: { settings } } } }
  expect(faultsOf({ 'tenant acme': rule })).toEqual([
    expect.stringMatching(/tenants\.acme\..*settings\.hours: hours are those of the class/),
  ])
  const same = { hours: ['09:00-21:00'], strangersPerDay: 4 }
  expect(
    faultsOf({
      'tenant acme': { 'calls-outside-hours': { classes: { ordinary: { settings: same } } } },
    }),
  ).toEqual([])
})
