import { describe, expect, it } from 'vitest'
import { Usage } from '#schemas/usage.ts'
import { policy, policyDocument } from '../../test/support/builders.ts'
import type { Row } from './domain/tables.ts'
import { routeOf } from './routes.ts'
import { derivedId, record, sample } from './testing/sample-records.ts'

const route = routeOf(1)
const VER = (1n << 48n) | 5n

function rowsOf(topic: string, content: object, headers = {}): readonly Row[] {
  const routed = route(record(content, { offset: 5n, headers }), { topic, partition: 3 })
  if (routed.status === 'bad') throw new Error(routed.reason)
  return routed.rows
}

describe('card.events', () => {
  it('makes a usage row of a call', () => {
    const { kind: _, ...call } = sample.voice()
    expect(rowsOf('card.events', sample.voice())).toEqual([
      {
        table: 'usage',
        row: {
          ...call,
          answered: 1,
          bytesUplink: null,
          bytesDownlink: null,
          sessionBytesUplink: null,
          sessionBytesDownlink: null,
          sessionId: '',
          apn: '',
          directed: null,
          appCategory: '',
          appendedAt: 1_764_000_000_100,
          partition: 3,
          offset: 5n,
          ver: VER,
        },
      },
    ])
  })

  it('makes a usage row of a part of a data session', () => {
    const { kind: _, ...part } = sample.data()
    const [made] = rowsOf('card.events', sample.data())
    expect(made).toMatchObject({
      table: 'usage',
      row: { ...part, directed: 0, tenant: '', direction: '', peer: '', durationSeconds: null },
    })
  })

  it('keeps every field of the usage contract in a column', () => {
    const fields = new Set(Usage.options.flatMap((option) => Object.keys(option.shape)))
    const columns = Object.keys(rowsOf('card.events', sample.voice())[0]?.row ?? {})
    expect([...fields].filter((field) => !columns.includes(field))).toEqual(['kind'])
  })

  it('makes a profile row with the whole profile in its body', () => {
    const [made] = rowsOf('card.events', sample.profile({ reseller: undefined }))
    expect(made).toMatchObject({
      table: 'profiles',
      row: {
        tenant: 'acme-meters',
        reseller: '',
        scene: 'water-meter',
        status: 'active',
        ver: VER,
      },
    })
    const body = made?.table === 'profiles' ? made.row.body : ''
    expect(JSON.parse(body)).toMatchObject({ functions: { voice: false, sms: false, data: true } })
  })

  it('makes a report row of what somebody said of a card, or of no card', () => {
    const { kind: _, ...said } = sample.report()
    const row = { ...said, tenant: '', valid: 1, appendedAt: 1_764_000_000_100, ver: VER }
    expect(rowsOf('card.events', sample.report())).toEqual([{ table: 'reports', row }])
    const refusal = sample.report({ report: 'refusal', iccid: null, tenant: 'acme', valid: null })
    expect(rowsOf('card.events', refusal)).toMatchObject([
      { table: 'reports', row: { report: 'refusal', iccid: '', tenant: 'acme', valid: null } },
    ])
  })

  it.each([
    { kind: 'tick', eventTime: 1_764_000_000_000 },
    {
      kind: 'snooze',
      iccid: '89860012345678901234',
      eventTime: 1_764_000_000_000,
      detector: 'call-rate',
      until: 1_764_600_000_000,
      reason: 'known campaign',
      by: 'u-17',
    },
    {
      kind: 'enforcement',
      iccid: '89860012345678901234',
      eventTime: 1_764_000_000_000,
      commandId: derivedId('c1'),
      action: 'suspend',
      completedAt: 1_764_000_000_000,
    },
  ])('makes nothing of a $kind', (event) => {
    expect(rowsOf('card.events', event)).toEqual([])
  })

  it('brings a forged time stamp into the range of its column', () => {
    const forged = [-1, 10 ** 17].map((timestamp) =>
      route(record(sample.voice(), { timestamp }), { topic: 'card.events', partition: 0 }),
    )
    expect(forged).toMatchObject([
      { rows: [{ row: { appendedAt: 0 } }] },
      { rows: [{ row: { appendedAt: 10_413_791_999_999 } }] },
    ])
  })
})

describe('a policy', () => {
  it('makes a row with the whole document, out of the one log that has it once', () => {
    const document = policyDocument()
    const [made] = rowsOf('enforcement.events', policy())
    expect(made).toMatchObject({ table: 'policies', row: { version: document.version, ver: VER } })
    const body = made?.table === 'policies' ? made.row.body : ''
    expect(JSON.parse(body)).toMatchObject({ common: document.common, lists: document.lists })
    expect(rowsOf('card.events', policy())).toEqual([])
  })
})

describe('card.alerts', () => {
  it('makes a row of a revision', () => {
    expect(rowsOf('card.alerts', sample.alert())).toMatchObject([
      {
        table: 'alerts',
        row: { alertId: derivedId('a1'), revision: 2, groupKind: '', reasonZh: '发生 1 次主叫' },
      },
    ])
  })

  it('makes a row of a group alert, which has no card', () => {
    const alert = sample.alert({ iccid: null, group: { kind: 'imei', id: '86012345678901' } })
    const row = { iccid: '', groupKind: 'imei', groupId: '86012345678901' }
    expect(rowsOf('card.alerts', alert)).toMatchObject([{ row }])
  })
})

describe('steps of a proposal', () => {
  const ids = { proposalId: derivedId('b1'), alertId: derivedId('a1') }

  it('has proposed out of enforcement.events', () => {
    const row = { ...ids, step: 'proposed', commandId: '', action: 'suspend', reason: '', ver: VER }
    const made = rowsOf('enforcement.events', sample.proposal())
    expect(made).toMatchObject([{ table: 'commands', row }])
  })

  it('has sent out of card.commands', () => {
    const row = { ...ids, step: 'sent', commandId: derivedId('c1'), mode: 'enforce' }
    expect(rowsOf('card.commands', sample.command())).toMatchObject([{ table: 'commands', row }])
  })

  it.each(['accepted', 'completed'])('has %s out of the result', (status) => {
    const row = { ...ids, step: status, status, outcome: 'success', at: 1_764_000_002_000 }
    expect(rowsOf('enforcement.events', sample.result({ status }))).toMatchObject([{ row }])
  })

  it.each(['held', 'expired', 'rejected', 'superseded', 'invalid'])(
    'has %s out of the audit log, beside the entry itself',
    (after) => {
      const made = rowsOf('audit.log', sample.audit({ action: `proposal.${after}`, after }))
      expect(made).toMatchObject([
        { table: 'audit_log', row: { after, seq: 7, partition: 3, offset: 5n } },
        {
          table: 'commands',
          row: { ...ids, step: after, reason: 'budget', at: 1_764_000_000_000 },
        },
      ])
    },
  )

  it.each([
    { action: 'command.sent', after: 'sent' },
    { action: 'proposal.sent', after: 'sent' },
    { action: 'proposal.completed', after: 'completed' },
    { proposalId: null },
    { after: null },
  ])('has no step out of the audit record %o', (fields) => {
    const made = rowsOf('audit.log', sample.audit(fields))
    expect(made.map(({ table }) => table)).toEqual(['audit_log'])
  })

  it.each([
    sample.result({ proposalId: null, alertId: null, action: null }),
    sample.command({ proposalId: null }),
  ])('has one of a command without a proposal', (content) => {
    const topic = 'kind' in content ? 'enforcement.events' : 'card.commands'
    const row = { proposalId: '', commandId: derivedId('c1') }
    expect(rowsOf(topic, content)).toMatchObject([{ row }])
  })
})

describe('dead.letters', () => {
  it('makes a row of the headers and never of the value', () => {
    const made = rowsOf('dead.letters', { secret: '13800138000' }, sample.deadLetterHeaders())
    expect(made).toEqual([
      {
        table: 'dead_letters',
        row: {
          firstSeen: 1_764_000_000_005,
          app: 'ingest',
          class: 'schema',
          reason: 'iccid: Invalid input',
          topic: 'carrier.usage',
          partition: 5,
          offset: 99n,
          timestamp: 1_764_000_000_000,
          attempts: 1,
          version: '0.1.0',
          valueBytes: 24,
          letterPartition: 3,
          letterOffset: 5n,
        },
      },
    ])
  })

  it.each([
    {},
    { 'dlq.reason': 'alone' },
    sample.deadLetterHeaders({ 'dlq.class': 'strange' }),
    sample.deadLetterHeaders({ 'dlq.partition': '70000' }),
    sample.deadLetterHeaders({ 'dlq.offset': '9'.repeat(30) }),
    sample.deadLetterHeaders({ 'dlq.timestamp': '9'.repeat(400) }),
    sample.deadLetterHeaders({ 'dlq.attempts': '-1' }),
  ])('is unknown, and stands for itself, with the headers %o', (headers) => {
    const [made] = rowsOf('dead.letters', {}, headers)
    const row = { class: 'unknown', topic: 'dead.letters', partition: 3, offset: 5n, attempts: 0 }
    expect(made).toMatchObject({ table: 'dead_letters', row })
    expect(made?.table === 'dead_letters' && made.row.reason).not.toMatch(/strange|alone/)
  })
})

it('tells why a record has no rows', () => {
  const at = { topic: 'card.alerts', partition: 0 }
  expect(route(record({}, { value: Buffer.from('{') }), at)).toMatchObject({ class: 'decode' })
  expect(route(record(null), at)).toMatchObject({ class: 'decode' })
  expect(route(record({ alertId: 'x' }), at)).toMatchObject({ status: 'bad', class: 'schema' })
  expect(route(record({ kind: 'new' }), { topic: 'card.events', partition: 0 })).toMatchObject({
    class: 'schema',
  })
})
