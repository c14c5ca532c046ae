import { expect, test } from 'vitest'
import { readOptions } from './options.ts'

test('without options everything is measured', () => {
  expect(readOptions([])).toEqual({
    only: ['P1', 'P10'],
    events: 1_000_000,
    seed: 1,
    isJson: false,
  })
})

test('--quick means fewer events, and --events goes before it', () => {
  expect(readOptions(['--quick'])).toMatchObject({ events: 100_000 })
  expect(readOptions(['--quick', '--events', '20000'])).toMatchObject({ events: 20_000 })
})

test('--only takes measures in any order and case', () => {
  expect(readOptions(['--only', 'p10'])).toMatchObject({ only: ['P10'] })
  expect(readOptions(['--only', 'P10, P1'])).toMatchObject({ only: ['P1', 'P10'] })
})

test.each([
  [['--only', 'P2'], '--only P2: "P2" is none of P1, P10'],
  [['--only', ''], '--only : "" is none of P1, P10'],
  [['--events', 'many'], '--events many is no whole number from 10,000 to 10,000,000'],
  [['--events', '100'], '--events 100 is no whole number from 10,000 to 10,000,000'],
  [['--seed', '1.5'], '--seed 1.5 is no whole number from 0 to 2,147,483,647'],
  [['--fast'], "Unknown option '--fast'; npm run bench -- --help tells the options"],
  [['P1'], "Unexpected argument 'P1'; npm run bench -- --help tells the options"],
])('refuses %j in one line', (args, message) => {
  expect(() => readOptions(args)).toThrow(expect.objectContaining({ name: 'UsageError', message }))
})
