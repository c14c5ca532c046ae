import { expect, test } from 'vitest'
import { Peer } from '#schemas/identifiers.ts'
import { createPeerTokens } from './peer-tokens.ts'

const hide = createPeerTokens({ key: 'a key for the tests', version: 1 })

function tokenOf(written: string, hidePeer = hide): string {
  const hidden = hidePeer(written)
  if (hidden.status === 'bad') throw new Error(hidden.reason)
  return hidden.peer
}

test('gives one token to one party, however it is written', () => {
  expect(tokenOf('+86 138-0013-8000')).toBe(tokenOf('13800138000'))
  expect(tokenOf('13800138000')).not.toBe(tokenOf('13800138001'))
})

test('is the same in every process with the same key', () => {
  expect(tokenOf('13800138000')).toBe('t1:IoUqKfbS49AKoSaxRVV8mp')
})

test('is another with another key, and says which key it was', () => {
  const other = createPeerTokens({ key: 'another key of the tests', version: 2 })
  const [version, token] = tokenOf('13800138000', other).split(':')
  expect(version).toBe('t2')
  expect(tokenOf('13800138000')).not.toContain(token)
})

test('is of the contract and holds no digits of the number', () => {
  const token = tokenOf('13800138000')
  expect(Peer.parse(token)).toBe(token)
  expect(token).toHaveLength('t1:'.length + 22)
  expect(token).not.toContain('138001')
})

test.each(['t1:9f2c', ' T12:abc', 't1:'])('refuses what is a token already: %s', (written) => {
  expect(hide(written)).toMatchObject({ status: 'bad', reason: expect.stringContaining('token') })
})

test('refuses what is neither a number nor a name', () => {
  expect(hide(' - ')).toMatchObject({ status: 'bad' })
})

test.each([
  ['110', 'emergency'],
  ['120', 'emergency'],
  ['+86 119', 'emergency'],
  ['112', 'emergency'],
  ['10086', 'shortCode'],
  ['12345', 'shortCode'],
  ['95588', 'shortCode'],
  ['96110', 'shortCode'],
  ['106575123456', 'platform'],
  ['Alibaba', 'platform'],
  ['1064812345678', 'other'],
  ['13800138000', 'person'],
  ['+86 10 6234 5678', undefined],
  ['+959512345678', undefined],
  ['anonymous', undefined],
  ['user@ims.example', undefined],
])('says what %s is by its digits', (written, peerKind) => {
  expect(hide(written)).toMatchObject({ status: 'ok', peerKind })
})

test('keeps the block of a mobile number and of no other', () => {
  expect(hide('13800138000')).toMatchObject({ peerBlock: '1380013' })
  expect(hide('110')).toMatchObject({ peerBlock: undefined })
  expect(hide('+13802138000')).toMatchObject({ peerBlock: undefined, peerKind: undefined })
})
