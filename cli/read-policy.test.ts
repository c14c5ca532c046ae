import { expect, test } from 'vitest'
import { policyDocument } from '../test/support/builders.ts'
import { parsePolicy } from './read-policy.ts'

const text = JSON.stringify(policyDocument(), null, 2)

test('reads a policy, YAML or JSON', () => {
  expect(parsePolicy(text, 'p.yaml').version).toBe('cn-default@1')
})

test('tells every error at once, each with its place', () => {
  const bad = text
    .replace('"allowedLatenessHours": 24', '"allowedLatenessHours": "a day"')
    .replace('"timeZone": "Asia/Shanghai"', '"timeZone": "Mars/Olympus"')
  const lineOf = (part: string) => bad.split('\n').findIndex((line) => line.includes(part)) + 1
  const read = () => parsePolicy(bad, 'p.yaml')
  expect(read).toThrow(`line ${lineOf('a day')}, column 29: common.allowedLatenessHours`)
  expect(read).toThrow(`line ${lineOf('Mars')}, column 15: timeZone`)
})

test('refuses more lateness than a card remembers', () => {
  const late = text.replace('"allowedLatenessHours": 24', '"allowedLatenessHours": 73')
  expect(() => parsePolicy(late, 'p.yaml')).toThrow(/common\.allowedLatenessHours.*72/)
})

test('names the place of a detector that does not exist', () => {
  const bad = text.replace('"call-burst": {\n', '"call-bursts": {\n')
  const line = bad.split('\n').findIndex((one) => one.includes('"call-bursts": {')) + 1
  expect(() => parsePolicy(bad, 'p.yaml')).toThrow(
    `line ${line}, column 5: detectors.call-bursts: there is no such detector`,
  )
})

test('tells where YAML breaks', () => {
  expect(() => parsePolicy('version: [1', 'p.yaml')).toThrow(/Cannot use policy p\.yaml:\n.*line 1/)
})
