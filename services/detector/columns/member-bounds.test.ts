import { expect, test } from 'vitest'
import { MemberTable } from './member-table.ts'
import { Memory } from './memory.ts'

/** Ten times what a page of memory holds. */
const FLOOD = 300_000
const MOST_WORDS = 200_000
const WINDOW = { from: 0, to: 100 }
const PEERS = 1
const TALLIES = 2

function table() {
  const memory = new Memory()
  const members = new MemberTable(memory, () => [0, 0, 0], 1 << TALLIES)
  return { memory, members }
}

/** Hashes of members, well spread. */
function key(kind: number, n: number) {
  const low = Math.imul(n + 1, 0x9e3779b1) ^ (n >>> 7)
  return { kind, low, high: Math.imul(low ^ n, 0x85ebca6b) }
}

test('members of a window are exact up to a thousand', () => {
  const { members } = table()
  let address = 0
  for (let n = 0; n < 1_024; n += 1) address = members.mark(address, key(PEERS, n), n % 90, 100)
  expect(members.distinct(address, PEERS, WINDOW)).toBe(1_024)
})

test('more members are estimated, within a tenth or so, and take no more room', () => {
  const { members, memory } = table()
  let address = 0
  for (let n = 0; n < FLOOD; n += 1) {
    address = members.mark(address, key(PEERS, n), 50, 100)
    if (n < 2_000 || (n & (n - 1)) !== 0) continue
    const found = members.distinct(address, PEERS, WINDOW)
    expect(Math.abs(found / (n + 1) - 1), `of ${n + 1}`).toBeLessThan(0.15)
  }
  expect(memory.usedWords).toBeLessThan(MOST_WORDS)
})

test('a member that comes again is no other one, estimated or not', () => {
  const { members } = table()
  let address = 0
  for (let n = 0; n < 20_000; n += 1) address = members.mark(address, key(PEERS, n), 50, 100)
  const once = members.distinct(address, PEERS, WINDOW)
  for (let n = 0; n < 20_000; n += 1) address = members.mark(address, key(PEERS, n), 50, 100)
  expect(members.distinct(address, PEERS, WINDOW)).toBe(once)
})

test('an estimate is of the slides asked for', () => {
  const { members } = table()
  let address = 0
  for (let n = 0; n < 40_000; n += 1) {
    address = members.mark(address, key(PEERS, n), n < 30_000 ? 50 : 60, 100)
  }
  const newer = members.distinct(address, PEERS, { from: 55, to: 100 })
  expect(newer / 10_000).toBeGreaterThan(0.8)
  expect(newer / 10_000).toBeLessThan(1.2)
})

test('a table that has emptied counts exactly again', () => {
  const memory = new Memory()
  const oldest = [0, 0, 0]
  const members = new MemberTable(memory, () => oldest, 1 << TALLIES)
  let address = 0
  for (let n = 0; n < 20_000; n += 1) address = members.mark(address, key(PEERS, n), 50, 100)
  oldest[PEERS] = 500
  for (let n = 0; n < 40_000; n += 1) address = members.tally(address, key(TALLIES, n), 1)
  for (let n = 0; n < 300; n += 1) address = members.mark(address, key(PEERS, n), 501, 100)
  expect(members.distinct(address, PEERS, { from: 500, to: 502 })).toBe(300)
})

test('a window is exact again once a flood has left it, though members stay', () => {
  const { members } = table()
  let address = 0
  for (let n = 0; n < 9_000; n += 1) address = members.mark(address, key(PEERS, n), 0, 14)
  for (let slide = 1; slide <= 90; slide += 1) {
    for (let n = 0; n < 3; n += 1) {
      address = members.mark(address, key(PEERS, (slide * 3 + n) % 40), slide, 14)
    }
    if (slide < 60) continue
    expect(members.distinct(address, PEERS, { from: slide - 13, to: slide })).toBe(40)
  }
})

test('whoever is called most stays counted, however many are called once', () => {
  const { members, memory } = table()
  let address = 0
  for (let n = 0; n < FLOOD; n += 1) {
    address = members.tally(address, key(TALLIES, n), 7)
    if (n % 6_000 === 0) address = members.tally(address, key(TALLIES, 0), 7)
  }
  expect(members.highest(address, TALLIES, 7)).toBeGreaterThanOrEqual(50)
  expect(memory.usedWords).toBeLessThan(MOST_WORDS)
})

test('of too many contacts the older generation is forgotten first', () => {
  const { members, memory } = table()
  let address = members.addContact(0, key(PEERS, FLOOD + 1))
  members.rotateContacts(address, PEERS)
  for (let n = 0; n < 6_000; n += 1) address = members.addContact(address, key(PEERS, n))
  expect(members.isContact(address, key(PEERS, FLOOD + 1))).toBe(true)
  for (let n = 6_000; n < FLOOD; n += 1) address = members.addContact(address, key(PEERS, n))
  expect(members.isContact(address, key(PEERS, FLOOD + 1))).toBe(false)
  expect(members.isContact(address, key(PEERS, FLOOD - 1))).toBe(true)
  expect(memory.usedWords).toBeLessThan(MOST_WORDS)
})

test('a contact is known although the window estimates its members', () => {
  const { members } = table()
  let address = 0
  for (let n = 0; n < 5_000; n += 1) {
    address = members.mark(address, key(PEERS, n), 50, 100)
    address = members.addContact(address, key(PEERS, n))
  }
  const known = Array.from({ length: 5_000 }, (_, n) => key(PEERS, n))
  expect(known.every((one) => members.isContact(address, one))).toBe(true)
})
