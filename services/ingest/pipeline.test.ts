import { beforeEach, describe, expect, test } from 'vitest'
import { CardEvent } from '#schemas/card-event.ts'
import { CardDirectory } from './domain/card-directory.ts'
import { createPeerTokens } from './domain/peer-tokens.ts'
import { referenceProfiles, referenceUsage } from './feeds/reference.ts'
import { type Ingest, ingestProfiles, ingestUsage, readProfile, readUsage } from './pipeline.ts'
import type { Outcome, RawRecord } from './ports.ts'
import { call, EVENT_TIME, ICCID, profile, raw } from './testing/records.ts'

const hidePeer = createPeerTokens({ key: 'a key for the tests', version: 1 })
const signal = new AbortController().signal
const from = { topic: 'carrier.usage', partition: 0 }

let cards: CardDirectory
let happened: (number | Outcome)[]
let ingest: Ingest

beforeEach(() => {
  cards = new CardDirectory()
  happened = []
  ingest = {
    cards,
    hidePeer,
    publisher: { publish: async (_, outcomes) => void happened.push(...outcomes) },
  }
})

function readCall(content: unknown): Outcome {
  return readUsage(raw(content), referenceUsage, ingest)
}

function usageOf(content: unknown) {
  const outcome = readCall(content)
  if (outcome.status !== 'usage') throw new Error(`The record is ${outcome.status}`)
  return outcome.usage
}

function learn(content: unknown): Outcome {
  return readProfile(raw(content), referenceProfiles, ingest)
}

describe('usage', () => {
  test('becomes a card event with a token in place of the number', () => {
    const usage = usageOf(call())
    expect(CardEvent.parse(usage)).toEqual(usage)
    expect(usage).toMatchObject({
      iccid: ICCID,
      tenant: 'unregistered',
      peer: expect.stringMatching(/^t1:/),
      peerKind: 'person',
      peerBlock: '1380013',
    })
    expect(JSON.stringify(usage)).not.toContain('13800138000')
  })

  test('gets the tenant of its time, whatever the feed says', () => {
    learn(profile({ tenant: 'acme-meters' }))
    expect(usageOf(call({ tenant: 'somebody-else' }))).toMatchObject({ tenant: 'acme-meters' })
    learn(profile({ tenant: 'bolt', eventTime: EVENT_TIME + 1 }))
    expect(usageOf(call())).toMatchObject({ tenant: 'acme-meters' })
    expect(usageOf(call({ eventTime: EVENT_TIME + 1 }))).toMatchObject({ tenant: 'bolt' })
  })

  test('without an iccid belongs to the card with its imsi or msisdn', () => {
    learn(profile({ imsi: '460001234567890', msisdn: '8613811112222' }))
    for (const names of [{ imsi: '460001234567890' }, { msisdn: '8613811112222' }]) {
      expect(usageOf(call({ iccid: undefined, ...names }))).toMatchObject({ iccid: ICCID })
      expect(usageOf(call({ iccid: null, ...names }))).toMatchObject({ iccid: ICCID })
    }
  })

  test('keeps what the feed says of the peer, and drops the tokens it makes up', () => {
    const usage = usageOf(call({ peerKind: 'platform', peerBlock: '138', peerPrevious: 't9:x' }))
    expect(usage).toMatchObject({ peerKind: 'platform', peerBlock: '138' })
    expect(usage).not.toHaveProperty('peerPrevious')
  })

  test('leaves unknown fields out', () => {
    expect(usageOf(call({ content: 'hello' } as object))).not.toHaveProperty('content')
  })

  test('of data needs no peer', () => {
    const data = { ...call(), service: 'data', bytesUplink: 5, peer: undefined }
    expect(usageOf(data)).toMatchObject({ service: 'data', bytesUplink: 5 })
  })
})

const MIB = 1_048_576

describe('a record that cannot be understood', () => {
  test.each([
    ['broken JSON', '{"kind":', 'decode'],
    ['no JSON at all', Buffer.from([0xff, 0xfe, 0x00]), 'decode'],
    ['no bytes', Buffer.alloc(0), 'decode'],
    ['no value', null, 'decode'],
    ['a list', [call()], 'schema'],
    ['a wrong type', call({ durationSeconds: 'long' }), 'schema'],
    ['an unknown kind', call({ kind: 'telepathy' }), 'schema'],
    ['a kind of another topic', profile(), 'schema'],
    ['a tick', { kind: 'tick', eventTime: EVENT_TIME }, 'schema'],
    ['an unknown service', call({ service: 'fax' }), 'schema'],
    ['negative bytes', { ...call(), service: 'data', bytesUplink: -1 }, 'schema'],
    ['a time before 2000', call({ eventTime: 946_684_799_999 }), 'schema'],
    ['a time after 2099', call({ eventTime: 4_102_444_800_000 }), 'schema'],
    ['a time in seconds', call({ eventTime: 1_764_000_000 }), 'schema'],
    ['no event id', call({ eventId: undefined }), 'schema'],
    ['a bad iccid', call({ iccid: '12345' }), 'schema'],
    ['an endless peer', call({ peer: '1'.repeat(65) }), 'schema'],
    ['a __proto__ key', `{"__proto__":{"a":1},${JSON.stringify(call()).slice(1)}`, 'schema'],
    ['a record of 2 MB', call({ apn: 'x'.repeat(2 * MIB) } as object), 'oversize'],
    ['a token for a peer', call({ peer: 't1:9f2c' }), 'semantic'],
    ['a peer of dashes', call({ peer: '---' }), 'semantic'],
    ['no card', call({ iccid: undefined }), 'semantic'],
    ['a card nobody knows', call({ iccid: null, imsi: '460009999999999' }), 'semantic'],
  ])('is refused: %s', (_, content, kind) => {
    const outcome = readCall(content)
    expect(outcome).toMatchObject({ status: 'refused', class: kind })
  })

  test('says why without a value of it', () => {
    const outcome = readCall(call({ peer: 13_800_138_000, msisdn: '+8613811112222' }))
    expect(outcome).toMatchObject({ reason: expect.stringMatching(/msisdn: .*peer: /) })
    expect(JSON.stringify(outcome, ['reason'])).not.toMatch(/138\d{5}/)
  })

  test('stops nothing, even where reading it throws', async () => {
    const poison = `${'['.repeat(300_000)}"__proto__"${']'.repeat(300_000)}`
    const records = [raw(call()), raw(poison), raw(call({ eventId: 'next' }))]
    await ingestUsage({ feed: referenceUsage, records, ...from }, ingest, signal)
    expect(happened).toMatchObject([
      { status: 'usage' },
      { status: 'refused' },
      { status: 'usage', usage: { eventId: 'next' } },
    ])
  })
})

describe('a profile', () => {
  test('is published as it is, and kept in the register', () => {
    expect(learn(profile({ msisdn: '8613811112222' }))).toMatchObject({
      status: 'profile',
      profile: profile({ msisdn: '8613811112222' }),
      card: { iccid: ICCID, spells: [{ tenant: 'acme-meters', msisdn: '8613811112222' }] },
    })
  })

  test('hides the numbers it allows', () => {
    const outcome = learn(profile({ allowedPeers: ['+86 138 0013 8000'] }))
    const { peer } = usageOf(call({ peer: '13800138000' })) as { peer?: string }
    expect(outcome).toMatchObject({ profile: { allowedPeers: [peer] } })
    expect(learn(profile({ allowedPeers: ['t1:x'] }))).toMatchObject({ class: 'semantic' })
  })

  test('that is older than the one known still goes to the log, not to the register', () => {
    learn(profile({ eventTime: EVENT_TIME }))
    expect(learn(profile({ eventTime: EVENT_TIME - 1 }))).toMatchObject({
      status: 'profile',
      card: undefined,
    })
  })

  test('with a time zone that nobody knows is refused', () => {
    const outcome = learn({ ...profile(), timeZone: 'Mars/Olympus' })
    expect(outcome).toMatchObject({ status: 'refused', class: 'schema' })
  })

  test('that the feed deleted has no effect', () => {
    expect(learn(null)).toMatchObject({ status: 'tombstone' })
  })

  test('stands before the usage that follows it', async () => {
    const profiles = [raw(profile({ imsi: '460001234567890' }))]
    const usage = [raw(call({ iccid: undefined, imsi: '460001234567890' }))]
    await ingestProfiles({ feed: referenceProfiles, records: profiles, ...from }, ingest, signal)
    await ingestUsage({ feed: referenceUsage, records: usage, ...from }, ingest, signal)
    expect(happened).toMatchObject([
      { status: 'profile' },
      { status: 'usage', usage: { iccid: ICCID, tenant: 'acme-meters' } },
    ])
  })
})

describe('with the clock of the feed', () => {
  function at(...seconds: number[]): RawRecord[] {
    return seconds.map((second) =>
      raw(call({ eventId: `e${second}` }), { timestamp: EVENT_TIME + second * 1_000 }),
    )
  }

  beforeEach(() => {
    let lastTick = -Infinity
    const feedTicker = {
      get lastTick() {
        return lastTick
      },
      async tick(time: number) {
        lastTick = time
        happened.push((time - EVENT_TIME) / 1_000)
      },
    }
    ingest = { ...ingest, feedTicker }
  })

  test('a tick is out before the records beyond it', async () => {
    const batch = { feed: referenceUsage, ...from }
    await ingestUsage({ ...batch, records: at(5, 59, 61) }, ingest, signal)
    await ingestUsage({ ...batch, partition: 1, records: at(3, 125) }, ingest, signal)
    const told = happened.map((one) =>
      typeof one === 'object' && one.status === 'usage' ? one.usage.eventId : one,
    )
    expect(told).toEqual([0, 'e5', 'e59', 60, 'e61', 'e3', 120, 'e125'])
  })
})
