import { expect, test } from 'vitest'
import { Enforcement } from '#schemas/card-event.ts'
import { CommandResult } from '#schemas/command.ts'
import { Iccid } from '#schemas/identifiers.ts'
import { policy, proposal, result, run, tick } from '../testing/records.ts'
import { copyResult } from './copy-result.ts'

function copied(overrides: Parameters<typeof result>[1] = {}, action: 'bar' | 'flag' = 'bar') {
  const functions = action === 'bar' ? (['voice'] as const) : null
  const asked = proposal('p', { action, functions: functions && [...functions] })
  const { state } = run([tick(), policy(), asked])
  return copyResult(CommandResult.parse(result('p', overrides)), state)
}

test('says in the card’s own log what was done to it', () => {
  const { enforcement, copy } = copied()
  expect(Enforcement.parse(enforcement)).toMatchObject({ action: 'bar', functions: ['voice'] })
  expect(copy).toMatchObject({ tenant: 'acme', proposalId: proposal('p').proposalId })
})

test.each([
  ['what is only accepted', { status: 'accepted', outcome: null }],
  ['what failed', { outcome: 'failed' }],
  ['what is unknown', { outcome: 'unknown' }],
] as const)('says nothing there of %s', (_, overrides) => {
  expect(copied(overrides).enforcement).toBeNull()
})

test('says nothing there of a flag, which changes nothing on the network', () => {
  expect(copied({}, 'flag').enforcement).toBeNull()
})

test('keeps an answer about another card, as one to no known command', () => {
  const { copy, enforcement } = copied({ iccid: Iccid.parse('89860012345678901239') })
  expect(copy).toMatchObject({ tenant: 'unknown', proposalId: null, action: null })
  expect(enforcement).toBeNull()
})
