import { expect, test } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { diffPolicies } from './diff-policies.ts'
import { tellChange } from './policy-change.ts'

type Change = Parameters<typeof policyDocument>[0]

function told(after: Change, before?: Change): readonly string[] {
  return diffPolicies(policyDocument(before), policyDocument(after)).map(tellChange)
}

test('says nothing of two equal policies', () => {
  expect(told(() => {})).toEqual([])
})

test('tells version, common numbers and classes', () => {
  const changes = told((document) => {
    document.version = 'cn-default@2'
    document.common.silentDays = 30
    document.common.billingCycleStartDay['mobile'] = 5
    document.classes.iot = { name: '物联网卡', maximumAction: 'bar' }
  })
  expect(changes).toEqual([
    'policy: version cn-default@1 → cn-default@2',
    'class iot: maximumAction suspend → bar',
    'common: billingCycleStartDay mobile 1 → 5 (+400 %)',
    'common: silentDays 60 → 30 (-50 %)',
  ])
})

test('tells a limit with its percentage, once for all classes it holds for', () => {
  const changes = told((document) => {
    const rule = document.detectors['call-burst']
    if (rule) rule.settings = { callsPer5Minutes: 24 }
  })
  expect(changes).toEqual([
    'call-burst, class ordinary, unregistered: callsPer5Minutes 30 → 24 (-20 %)',
  ])
})

test('holds one number against two levels', () => {
  const changes = told((document) => {
    const rule = document.detectors['stranger-burst']
    if (rule) rule.settings = { strangersPer5Minutes: { warn: 10, act: 19 } }
  })
  expect(changes).toEqual([
    'stranger-burst, class ordinary, unregistered: strangersPer5Minutes at warn 19 → 10 (-47.4 %)',
  ])
})

test('tells modes, ladders and variants in words', () => {
  const changes = told((document) => {
    const rule = document.detectors['imei-change']
    if (!rule) return
    rule.mode = 'shadow'
    rule.ladder = [{ at: 'act', action: 'bar', functions: ['data'], needs: 'person' }]
    rule.soldered = { severity: 'high' }
  })
  expect(changes).toEqual([
    'imei-change, class iot: ladder bar data at act → bar data at act, needs person',
    'imei-change, class iot: mode live → shadow',
    'imei-change, class iot: soldered ladder bar data at act; suspend at act (removed)',
    'imei-change, class iot: soldered severity critical → high',
  ])
})

test('counts what lists gained and lost, and names no entry', () => {
  const changes = told((document) => {
    document.lists.ownNumbers = ['8613800138000', '8613800138001']
    document.lists.signallingApns = ['ims']
  })
  expect(changes).toEqual([
    'list ownNumbers: 2 added, 0 removed, entries 0 → 2',
    'list signallingApns: 0 added, 2 removed, entries 3 → 1',
  ])
})

test('tells roles, detectors that come and go, overrides, rules and audits', () => {
  const changes = told((document) => {
    document.roles['courier'] = { 'call-rate': 3 }
    delete document.detectors['call-burst']
    document.tenants['acme'] = { detectors: { 'call-rate': { mode: 'shadow' } } }
    document.groups['pool:p-1'] = {
      detectors: { 'call-rate': { classes: { iot: { settings: { callsPerHour: 9 } } } } },
    }
    document.audits['feed-gap'] = { mode: 'live', severity: 'high', settings: { share: 0.5 } }
  })
  expect(changes).toEqual(
    expect.arrayContaining([
      'role courier: call-rate 2 → 3 (+50 %)',
      'role courier: stranger-burst 2 (removed)',
      'call-burst, class ordinary, unregistered: callsPer5Minutes 30, ladder flag at act, mode live, severity medium (removed)',
      'tenant acme, call-rate: mode shadow (new)',
      'pool p-1, call-rate, class iot: callsPerHour 9 (new)',
      'audit feed-gap: mode live, settings share 0.5, severity high (new)',
    ]),
  )
})
