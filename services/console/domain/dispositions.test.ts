import { expect, test } from 'vitest'
import type { Step } from '../views/step.ts'
import { dispositions } from './dispositions.ts'
import { mergeSteps } from './merge-steps.ts'

function step(name: string, overrides: Partial<Step> = {}): Step {
  return {
    proposalId: 'p1',
    step: name,
    action: null,
    functions: [],
    mode: null,
    at: 0,
    outcome: null,
    reason: null,
    ...overrides,
  }
}

const PROPOSED = step('proposed', { action: 'bar', functions: ['voice'] })

test('tells the furthest step, with the action that an earlier one named', () => {
  const held = step('held', { reason: 'budget', at: 5 })
  expect(dispositions([PROPOSED, held])).toMatchObject([
    { action: 'bar', functions: ['voice'], state: 'held', reason: 'budget' },
  ])
})

test('what was held and then let go is sent', () => {
  expect(dispositions([PROPOSED, step('sent'), step('held')])).toMatchObject([{ state: 'sent' }])
})

test('what did not go well failed, and what nobody knows has no answer', () => {
  const end = (outcome: string) => [PROPOSED, step('completed', { outcome })]
  expect(dispositions(end('success'))).toMatchObject([{ state: 'completed' }])
  expect(dispositions(end('failed'))).toMatchObject([{ state: 'failed' }])
  expect(dispositions(end('unknown'))).toMatchObject([{ state: 'unanswered' }])
})

test('the hardest stands first', () => {
  const flag = step('proposed', { proposalId: 'p2', action: 'flag' })
  expect(dispositions([flag, PROPOSED]).map(({ action }) => action)).toEqual(['bar', 'flag'])
})

test('a step that two records tell stands once, with what either knows', () => {
  const stored = step('sent', { at: 4, action: 'bar', functions: ['voice'] })
  const live = step('sent', { at: 4, mode: 'dryRun' })
  expect(mergeSteps([stored], [live])).toEqual([{ ...stored, mode: 'dryRun' }])
})

test('steps stand in the order they happened, at one moment in the order of the way', () => {
  const steps = [step('sent', { at: 3 }), step('accepted', { at: 3 }), PROPOSED]
  expect(mergeSteps([], steps.toReversed()).map((one) => one.step)).toEqual([
    'proposed',
    'sent',
    'accepted',
  ])
})
