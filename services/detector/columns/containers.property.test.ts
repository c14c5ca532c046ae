import fc from 'fast-check'
import { expect, test } from 'vitest'
import { MemberTable } from './member-table.ts'
import { Memory } from './memory.ts'
import { RecentRows } from './recent-rows.ts'
import { SumList } from './sum-list.ts'

test('recent rows are those that came, by time and then in their order, above the cutoff', () => {
  const record = fc.record({ time: fc.integer({ min: 0, max: 50 }), back: fc.nat({ max: 30 }) })
  fc.assert(
    fc.property(fc.array(record, { maxLength: 120 }), (records) => {
      const memory = new Memory()
      const rows = new RecentRows(memory, 8)
      let list = 0
      let cutoff = 0
      const plain: { time: number; id: number }[] = []
      for (const [id, { time, back }] of records.entries()) {
        cutoff = Math.max(cutoff, time - back)
        list = rows.insert(list, time, cutoff)
        rows.page.words[rows.row + 2] = id
        rows.page.words[rows.row + 3] = -id
        plain.push({ time, id })
      }
      const { words, doubles } = memory.pageOf(list)
      const found = Array.from({ length: rows.count(list) }, (_, n) => {
        const row = rows.firstRow(list) + n * 8
        return { time: doubles[row >> 1] ?? -1, id: words[row + 2] ?? -1 }
      })
      const above = (all: typeof plain) => all.filter(({ time }) => time >= cutoff)
      expect(above(found)).toEqual(above(plain.toSorted((a, b) => a.time - b.time)))
      for (const { time, id } of above(plain)) {
        expect(rows.has(list, { idLow: id, idHigh: -id }, time)).toBe(true)
        expect(rows.has(list, { idLow: id, idHigh: -id }, time + 1)).toBe(false)
      }
    }),
  )
})

test('a card that floods keeps its newest rows, and asks for no more than a page', () => {
  const memory = new Memory()
  const rows = new RecentRows(memory, 12)
  let list = 0
  for (let n = 0; n < 300_000; n += 1) {
    list = rows.insert(list, n, 0)
    rows.page.words[rows.row + 2] = n
  }
  expect(rows.count(list)).toBeGreaterThanOrEqual(30_000)
  expect(rows.has(list, { idLow: 299_999, idHigh: 0 }, 0)).toBe(true)
  expect(rows.has(list, { idLow: 270_001, idHigh: 0 }, 0)).toBe(true)
  expect(memory.usedWords).toBeLessThan(1_000_000)
})

test('a sum is what was added to its cells, as long as they are needed', () => {
  const step = fc.record({
    column: fc.nat({ max: 5 }),
    cell: fc.nat({ max: 60 }),
    amount: fc.integer({ min: 0, max: 2 ** 50 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const oldest = [0, 0, 0, 0, 0, 0]
      const sums = new SumList(new Memory(), () => oldest)
      let list = 0
      const plain = new Map<string, number>()
      for (const { column, cell, amount } of steps) {
        oldest[column] = Math.max(oldest[column] ?? 0, cell - 20)
        list = sums.add(list, column, cell, amount)
        plain.set(`${column}/${cell}`, (plain.get(`${column}/${cell}`) ?? 0) + amount)
      }
      for (let column = 0; column <= 5; column += 1) {
        const from = oldest[column] ?? 0
        let total = 0
        for (let cell = from; cell <= 60; cell += 1) total += plain.get(`${column}/${cell}`) ?? 0
        expect(sums.sum(list, column, { from, to: 60 })).toBe(total)
      }
    }),
  )
})

test('members are counted in the slides in which they were seen', () => {
  const step = fc.record({
    kind: fc.integer({ min: 1, max: 4 }),
    low: fc.nat({ max: 40 }),
    slide: fc.integer({ min: 0, max: 90 }),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 300 }), (steps) => {
      const oldest = [0, 0, 0, 0, 0]
      const members = new MemberTable(new Memory(), () => oldest, 1 << 4)
      let table = 0
      const plain = new Set<string>()
      const tallies = new Map<string, number>()
      for (const { kind, low, slide } of steps) {
        oldest[kind] = Math.max(oldest[kind] ?? 0, slide - 14)
        if (slide < (oldest[kind] ?? 0)) continue
        const key = { kind, low, high: -low }
        if (kind === 4) {
          oldest[4] = Math.max(oldest[4] ?? 0, slide - 1)
          if (slide < (oldest[4] ?? 0)) continue
          table = members.tally(table, key, slide)
          tallies.set(`${low}/${slide}`, (tallies.get(`${low}/${slide}`) ?? 0) + 1)
          continue
        }
        table = members.mark(table, key, slide, 8)
        plain.add(`${kind}/${low}/${slide}`)
      }
      for (let kind = 1; kind <= 3; kind += 1) {
        const from = oldest[kind] ?? 0
        for (let to = from; to <= 90; to += 1) {
          let count = 0
          for (let low = 0; low <= 40; low += 1) {
            let seen = false
            for (let slide = from; slide <= to; slide += 1)
              seen ||= plain.has(`${kind}/${low}/${slide}`)
            if (seen) count += 1
          }
          expect(members.distinct(table, kind, { from, to })).toBe(count)
        }
      }
      for (let low = 0; low <= 40; low += 1) {
        for (let slide = oldest[4] ?? 0; slide <= 90; slide += 1) {
          const key = { kind: 4, low, high: -low }
          expect(members.tallyOf(table, key, slide)).toBe(tallies.get(`${low}/${slide}`) ?? 0)
        }
      }
    }),
    { numRuns: 60 },
  )
})

test('a contact is known for three generations', () => {
  const oldest = [0, 0, 0]
  const members = new MemberTable(new Memory(), () => oldest, 1 << 4)
  const key = { kind: 2, low: 7, high: 8 }
  let table = members.addContact(0, key)
  for (let generation = 0; generation < 3; generation += 1) {
    expect(members.isContact(table, key)).toBe(true)
    members.rotateContacts(table, 2)
  }
  expect(members.isContact(table, key)).toBe(false)
  oldest[2] = 9
  for (let low = 100; low < 200; low += 1) table = members.addContact(table, { ...key, low })
  expect(members.isContact(table, key)).toBe(false)
  expect(members.isContact(table, { ...key, low: 150 })).toBe(true)
})
