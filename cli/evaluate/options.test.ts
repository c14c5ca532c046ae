import { expect, test } from 'vitest'
import { readOptions, UsageError } from './options.ts'

function options(...args: readonly string[]) {
  const read = readOptions(args)
  if (read === 'help') throw new Error('that was a call for help')
  return read
}

test('without options three fleets are played with the default policy', () => {
  const read = options()
  expect(read).toMatchObject({ seeds: [1, 2, 3], isJson: false, isWritten: false })
  expect(read.policyFile).toMatch(/policies\/cn-default\.yaml$/)
})

test('quick is smaller in every way, and what is named still counts', () => {
  const quick = options('--quick')
  const full = options()
  expect(quick.seeds.length).toBeLessThan(full.seeds.length)
  expect(quick.cards).toBeLessThan(full.cards)
  expect(quick.copies).toBeLessThan(full.copies)
  expect(quick.lookAlikes).toBeLessThan(full.lookAlikes)
  expect(options('--look-alikes', '0').lookAlikes).toBe(0)
  expect(options('--quick', '--seeds', '7,8,7').seeds).toEqual([7, 8])
})

test.each([
  [['--seeds', 'a'], '--seeds a is no whole number'],
  [['--seeds', ''], '--seeds  is no whole number'],
  [['--cards', '0'], '--cards 0 is no whole number'],
  [['--copies', '1.5'], '--copies 1.5 is no whole number'],
  [['--fast'], "Unknown option '--fast'"],
])('%j is refused with one clear line', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError)
  expect(() => readOptions(args)).toThrow(message)
})

test('help is help', () => {
  expect(readOptions(['--help'])).toBe('help')
})
