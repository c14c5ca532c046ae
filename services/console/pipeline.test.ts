import { expect, test } from 'vitest'
import { alert, command, derivedId, NOON, proposal, result } from './fixtures.ts'
import { readNews } from './pipeline.ts'

const ALERT = alert()
const PROPOSAL = proposal(ALERT, { action: 'bar', functions: ['voice'] })

function read(topic: string, value: unknown) {
  return readNews(topic, Buffer.from(JSON.stringify(value)))
}

test('an alert is told as it is', () => {
  expect(read('card.alerts', ALERT)).toEqual({
    status: 'ok',
    value: { kind: 'alert', alert: ALERT },
  })
})

test('a proposal, its command and its result are steps of one proposal', () => {
  const { alertId } = ALERT
  const { proposalId } = PROPOSAL
  const told = [
    read('enforcement.events', PROPOSAL),
    read('card.commands', command(PROPOSAL)),
    read('enforcement.events', result(PROPOSAL)),
  ]
  expect(told).toMatchObject([
    { value: { alertId, step: { proposalId, step: 'proposed', functions: ['voice'] } } },
    { value: { alertId, step: { proposalId, step: 'sent', mode: 'enforce' } } },
    { value: { alertId, step: { proposalId, step: 'completed', outcome: 'success' } } },
  ])
})

test('what the gate held is a step with its reason; what it sent is told by the command', () => {
  const record = {
    at: NOON,
    actor: { type: 'service', id: 'enforcer' },
    action: 'proposal.held',
    target: ALERT.iccid,
    tenant: ALERT.tenant,
    before: 'received',
    after: 'held',
    reason: 'budget',
    approvals: [],
    proposalId: PROPOSAL.proposalId,
    commandId: null,
    alertId: ALERT.alertId,
    requestId: null,
    address: null,
    writer: 'enforcer',
    seq: 1,
  }
  expect(read('audit.log', record)).toMatchObject({
    value: { step: { step: 'held', reason: 'budget', at: NOON } },
  })
  expect(read('audit.log', { ...record, after: 'sent' })).toEqual({ status: 'ok', value: null })
})

test('a tick tells nothing, and what cannot be read is a value', () => {
  expect(read('enforcement.events', { kind: 'tick', eventTime: NOON })).toEqual({
    status: 'ok',
    value: null,
  })
  expect(read('card.alerts', { alertId: derivedId('x') })).toMatchObject({ status: 'bad' })
  expect(readNews('card.alerts', null)).toMatchObject({ status: 'bad' })
})
