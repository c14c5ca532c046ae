import { expect, test } from 'vitest'
import { readOptions, UsageError } from './options.ts'

test('without options it plays until it is stopped, in the language of the terminal', () => {
  expect(readOptions([], { LANG: 'zh_CN.UTF-8' })).toMatchObject({
    forMs: null,
    isJson: false,
    cards: 10_000,
    speed: 120,
    rate: null,
    seed: 1,
    language: 'zh',
    hasConsole: true,
  })
  expect(readOptions([], { LC_ALL: 'en_GB.UTF-8', LANG: 'zh_CN.UTF-8' })).toMatchObject({
    language: 'en',
  })
})

test('reads durations in seconds, minutes and hours', () => {
  for (const [text, forMs] of [
    ['60s', 60_000],
    ['1.5m', 90_000],
    ['2h', 7_200_000],
  ] as const) {
    expect(readOptions(['--for', text], {})).toMatchObject({ forMs })
  }
})

test.each([
  [['--json'], /--json needs --for/],
  [['--for', '60'], /--for 60 is no duration/],
  [['--for', '0s'], /--for 0s is no duration/],
  [['--for', '25h'], /--for 25h is no duration/],
  [['--cards', '1.5'], /--cards 1.5 is no whole number from 0 to 900000/],
  [['--speed', ''], /--speed {2}is no number/],
  [['--rate', '0'], /--rate 0 is no number/],
  [['--lang', 'fr'], /--lang fr is neither en nor zh/],
  [['--nonsense'], /Unknown option '--nonsense'; npm start -- --help/],
  [['more'], /Unexpected argument 'more'/],
])('refuses %j in one line', (args, message) => {
  const read = () => readOptions(args, {})
  expect(read).toThrow(UsageError)
  expect(read).toThrow(message)
  expect(read).not.toThrow(/\n/)
})

test('asks for help by either name', () => {
  expect(readOptions(['--help'], {})).toBe('help')
  expect(readOptions(['-h', '--for', '60s'], {})).toBe('help')
})
