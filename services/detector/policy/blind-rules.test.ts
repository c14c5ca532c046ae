import { expect, test } from 'vitest'
import { policyDocument } from '../../../test/support/builders.ts'
import { blindRules } from './blind-rules.ts'
import { tellFault } from './policy-fault.ts'

type Change = NonNullable<Parameters<typeof policyDocument>[0]>

const PHONE = 'used-in-phone'

/** What is said of `used-in-phone`. */
function told(change: Change): readonly string[] {
  return blindRules(policyDocument(change))
    .map(tellFault)
    .filter((words) => words.includes(PHONE))
}

const withoutTacs: Change = ({ lists }) => {
  lists.handsetTacs = []
}

test('a rule whose list is empty is blind', () => {
  expect(told(withoutTacs)).toEqual([
    'detectors.used-in-phone: blind: handsetTacs in lists is empty, so it finds nothing by it',
  ])
  expect(told(({ lists }) => void lists.handsetTacs.push('86012345'))).toEqual([])
})

test('a rule that is off is not blind, unless an override switches it on', () => {
  const off: Change = (document) => {
    withoutTacs(document)
    const rule = document.detectors[PHONE]
    if (rule) rule.mode = 'off'
  }
  expect(told(off)).toEqual([])
  const onForOne: Change = (document) => {
    off(document)
    document.tenants['acme'] = { detectors: { [PHONE]: { mode: 'shadow' } } }
  }
  expect(told(onForOne)).toEqual([
    expect.stringMatching(/^tenants\.acme\.detectors\.used-in-phone/),
  ])
})
