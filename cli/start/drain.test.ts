import { expect, test } from 'vitest'
import { openOf } from './drain.ts'

function step(name: string, { proposal = '', command = '' }) {
  const rest = { alertId: 'a', iccid: 'i', action: 'bar', reason: '' }
  return { step: name, proposalId: proposal, commandId: command, ...rest }
}

test('a proposal is open until something became of it, a command until the carrier is done', () => {
  expect(
    openOf([
      step('proposed', { proposal: 'waits' }),
      step('proposed', { proposal: 'held' }),
      step('held', { proposal: 'held' }),
      step('proposed', { proposal: 'sent' }),
      step('sent', { proposal: 'sent', command: 'c1' }),
      step('accepted', { proposal: 'sent', command: 'c1' }),
      step('proposed', { proposal: 'done' }),
      step('sent', { proposal: 'done', command: 'c2' }),
      step('completed', { proposal: 'done', command: 'c2' }),
    ]),
  ).toEqual({ undecided: 1, unanswered: 1 })
})
