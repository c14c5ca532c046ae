import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { beforeEach, expect, test } from 'vitest'
import { profile } from '../testing/records.ts'
import { CardDirectory, KnownCard } from './card-directory.ts'

const A = '89860000000000000001'
const B = '89860000000000000002'

let cards: CardDirectory

beforeEach(() => {
  cards = new CardDirectory()
})

function take(fields: Parameters<typeof profile>[0], directory = cards): void {
  const card = directory.extend(profile(fields))
  if (card) directory.learn(KnownCard.parse(JSON.parse(JSON.stringify(card))))
}

test('takes the iccid for granted', () => {
  expect(cards.find({ iccid: A, imsi: '460001111111111', eventTime: 0 })).toBe(A)
})

test('finds a card by imsi and by msisdn, not by what nobody has', () => {
  take({ iccid: A, imsi: '460001111111111', msisdn: '8613800000001', eventTime: 1e12 })
  expect(cards.find({ imsi: '460001111111111', eventTime: 1e12 })).toBe(A)
  expect(cards.find({ msisdn: '8613800000001', eventTime: 1e12 })).toBe(A)
  expect(cards.find({ imsi: '460002222222222', eventTime: 1e12 })).toBeUndefined()
  expect(cards.find({ eventTime: 1e12 })).toBeUndefined()
})

test('gives a number that went to another card to who had it at that time', () => {
  take({ iccid: A, msisdn: '8613800000001', eventTime: 1e12 })
  take({ iccid: A, msisdn: null, eventTime: 1e12 + 100 })
  take({ iccid: B, msisdn: '8613800000001', eventTime: 1e12 + 200 })
  const holderAt = (time: number) => cards.find({ msisdn: '8613800000001', eventTime: time })
  expect([-1, 0, 99, 100, 199, 200].map((ms) => holderAt(1e12 + ms))).toEqual([
    undefined,
    A,
    A,
    undefined,
    undefined,
    B,
  ])
})

test('the newer claim counts while two cards have one number', () => {
  take({ iccid: A, imsi: '460001111111111', eventTime: 1e12 })
  take({ iccid: B, imsi: '460001111111111', eventTime: 1e12 + 5 })
  expect(cards.find({ imsi: '460001111111111', eventTime: 1e12 + 4 })).toBe(A)
  expect(cards.find({ imsi: '460001111111111', eventTime: 1e12 + 9 })).toBe(B)
})

test('an imsi counts before the first profile too, as it is the card for life', () => {
  take({ iccid: A, imsi: '460001111111111', eventTime: 1e12 })
  expect(cards.find({ imsi: '460001111111111', eventTime: 1e12 - 1 })).toBe(A)
})

test('gives usage to the tenant of its time', () => {
  take({ iccid: A, tenant: 'acme', eventTime: 1e12 })
  take({ iccid: A, tenant: 'bolt', eventTime: 1e12 + 100 })
  expect([-1, 0, 99, 100].map((ms) => cards.tenantOf(A, 1e12 + ms))).toEqual([
    'unregistered',
    'acme',
    'acme',
    'bolt',
  ])
  expect(cards.tenantOf(B, 1e12)).toBe('unregistered')
})

test('a profile that comes again, later, moves no beginning', () => {
  take({ iccid: A, tenant: 'acme', eventTime: 1e12 })
  take({ iccid: A, tenant: 'acme', eventTime: 1e12 + 100 })
  expect(cards.tenantOf(A, 1e12 + 1)).toBe('acme')
})

test('what is older than known changes nothing', () => {
  take({ iccid: A, tenant: 'bolt', eventTime: 1e12 + 100 })
  expect(cards.extend(profile({ iccid: A, tenant: 'acme', eventTime: 1e12 }))).toBeUndefined()
})

test('a number that everyone claims costs no more than the newest of them', () => {
  for (let n = 0; n < 2_000; n += 1) {
    take({
      iccid: `8986${String(n).padStart(16, '0')}`,
      imsi: '460000000000000',
      eventTime: 1e12 + n,
    })
  }
  const last = `8986${'1999'.padStart(16, '0')}`
  expect(cards.find({ imsi: '460000000000000', eventTime: 2e12 })).toBe(last)
})

const change = record({
  iccid: constantFrom(A, B),
  tenant: constantFrom('acme', 'bolt'),
  msisdn: constantFrom('8613800000001', '8613800000002', null),
  eventTime: integer({ min: 1e12, max: 1e12 + 50 }),
})

test('a restart that reads only the newest record of each card knows the same', () => {
  void assert(
    property(array(change, { maxLength: 12 }), (changes) => {
      const lived = new CardDirectory()
      const register = new Map<string, KnownCard>()
      for (const fields of changes) {
        const card = lived.extend(profile(fields))
        if (!card) continue
        lived.learn(card)
        register.set(card.iccid, card)
      }
      const restarted = new CardDirectory()
      for (const card of register.values()) restarted.learn(card)
      for (let time = 1e12 - 1; time <= 1e12 + 51; time += 1) {
        expect(restarted.tenantOf(A, time)).toBe(lived.tenantOf(A, time))
        const names = { msisdn: '8613800000001', eventTime: time }
        expect(restarted.find(names)).toBe(lived.find(names))
      }
    }),
  )
})
