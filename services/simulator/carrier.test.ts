import { beforeEach, describe, expect, test } from 'vitest'
import type { Command } from '#schemas/command.ts'
import { Carrier } from './carrier.ts'
import { START as NOW } from './testing/collect-feed.ts'
import { command } from './testing/command.ts'

const MINUTE_MS = 60_000
const ICCID = command().iccid

let carrier: Carrier
beforeEach(() => {
  carrier = new Carrier()
})

/** Receives and completes; the id tells commands apart. */
function order(id: string, changed: Partial<Command>, now = NOW) {
  const ordered = command({ commandId: id.padEnd(26, '0'), ...changed })
  const received = carrier.receive(ordered, { bodyHash: id, now })
  return received.status === 'accepted' ? carrier.complete(ordered.commandId, now) : received
}

function allows(service: 'voice' | 'sms' | 'data', eventTime = NOW + 1, peerKind = 'person') {
  return carrier.allows({ iccid: ICCID, service, eventTime, peerKind })
}

describe('a command', () => {
  test('is accepted first, and has its effect only when it is completed', () => {
    const received = carrier.receive(command(), { bodyHash: 'a', now: NOW })
    expect(received).toMatchObject({
      status: 'accepted',
      result: { status: 'accepted', outcome: null },
    })
    expect(allows('data')).toBe(true)
    expect(carrier.complete(command().commandId, NOW)).toMatchObject({
      status: 'completed',
      outcome: 'success',
      at: NOW,
    })
    expect(allows('data')).toBe(false)
  })

  test('that comes again gets the stored answers and has no second effect', () => {
    order('a', {})
    order('b', { action: 'resume', decidedAt: NOW + 1 })
    const again = carrier.receive(command({ commandId: 'a'.padEnd(26, '0') }), {
      bodyHash: 'a',
      now: NOW + 5,
    })
    expect(again).toMatchObject({
      status: 'repeated',
      results: [
        { status: 'accepted', at: NOW },
        { outcome: 'success', at: NOW },
      ],
    })
    expect(allows('data')).toBe(true)
  })

  test('with a known id and another body is refused as a conflict, and the first stays', () => {
    carrier.receive(command(), { bodyHash: 'a', now: NOW })
    const other = carrier.receive(command({ action: 'resume' }), { bodyHash: 'b', now: NOW })
    expect(other).toMatchObject({
      status: 'refused',
      result: { outcome: 'failed', errorCode: 'conflict' },
    })
    expect(carrier.complete(command().commandId, NOW).outcome).toBe('success')
    expect(carrier.suspendedCards).toBe(1)
  })

  test('is done up to a minute after it expired, and not later', () => {
    expect(order('a', { expiresAt: NOW - MINUTE_MS })).toMatchObject({ outcome: 'success' })
    expect(order('b', { expiresAt: NOW - MINUTE_MS - 1 })).toMatchObject({
      result: { outcome: 'failed', errorCode: 'expired' },
    })
  })

  test('older than the last one done for its card is superseded', () => {
    order('a', { action: 'resume', decidedAt: NOW })
    expect(order('b', { decidedAt: NOW - 1 })).toMatchObject({
      result: { outcome: 'failed', errorCode: 'superseded' },
    })
    expect(order('c', { decidedAt: NOW })).toMatchObject({ outcome: 'success' })
  })

  test('that a newer one overtook while it was under way is superseded', () => {
    const older = command({ commandId: 'a'.padEnd(26, '0'), decidedAt: NOW - 1 })
    carrier.receive(older, { bodyHash: 'a', now: NOW })
    order('b', { action: 'resume', decidedAt: NOW })
    expect(carrier.complete(older.commandId, NOW)).toMatchObject({ errorCode: 'superseded' })
    expect(allows('data')).toBe(true)
  })

  test('that is a dry run is answered and changes nothing', () => {
    expect(order('a', { mode: 'dryRun' })).toMatchObject({ outcome: 'success' })
    expect(allows('data')).toBe(true)
  })

  test('is forgotten when nobody can send it any more', () => {
    order('a', {})
    carrier.forget(NOW + 61 * MINUTE_MS)
    expect(order('a', {})).toMatchObject({ outcome: 'success' })
  })
})

describe('a card', () => {
  test('does nothing more from its suspension on until it is resumed', () => {
    order('a', { action: 'suspend' })
    expect(allows('voice', NOW - 1)).toBe(true)
    expect(allows('voice', NOW)).toBe(false)
    expect(carrier.suspendedCards).toBe(1)
    order('b', { action: 'resume', decidedAt: NOW + 1 })
    expect(allows('voice')).toBe(true)
    expect(carrier.suspendedCards).toBe(0)
  })

  test('loses the barred functions only, and gets them back', () => {
    order('a', { action: 'bar', functions: ['voice', 'sms'] })
    expect([allows('voice'), allows('sms'), allows('data')]).toEqual([false, false, true])
    order('b', { action: 'unbar', functions: ['sms'], decidedAt: NOW + 1 })
    expect([allows('voice'), allows('sms'), allows('data')]).toEqual([false, true, true])
  })

  test('with voice barred can still call for help', () => {
    order('a', { action: 'bar', functions: ['voice'] })
    expect(allows('voice', NOW + 1, 'emergency')).toBe(true)
  })

  test.each(['flag', 'reverify'] as const)('is as before after a %s', (action) => {
    expect(order('a', { action })).toMatchObject({ outcome: 'success' })
    expect([allows('voice'), allows('sms'), allows('data')]).toEqual([true, true, true])
  })

  test('that nobody has touched may do anything', () => {
    expect(allows('data')).toBe(true)
  })
})
