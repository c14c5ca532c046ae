import { expect, test } from 'vitest'
import { readExplainArguments } from './read-arguments.ts'

const ID = '0123456789abcdefghijklmnop'

test('an id alone asks the servers, in the language of the terminal', () => {
  expect(readExplainArguments([ID], { LANG: 'zh_CN.UTF-8' })).toEqual({
    kind: 'alert',
    alertId: ID,
    files: [],
    policy: undefined,
    language: 'zh',
    format: 'text',
    shown: 'some',
  })
  expect(readExplainArguments([ID], { LC_ALL: 'en_GB', LANG: 'zh_CN' })).toMatchObject({
    language: 'en',
  })
})

test.each([
  [[ID, '--events', 'a', 'b', 'c']],
  [['--events', 'a', 'b', 'c', ID]],
  [['--events', 'a', '--events', 'b', ID, 'c']],
])('takes the files of %j', (args) => {
  expect(readExplainArguments(args, {})).toMatchObject({ alertId: ID, files: ['a', 'b', 'c'] })
})

test('a card is read in any of its spellings', () => {
  expect(readExplainArguments(['--card', '8986001234567890123f', '--json'], {})).toMatchObject({
    kind: 'card',
    iccid: '8986001234567890123',
    format: 'json',
  })
})

test.each([
  [[], /^explain takes the id of an alert, or --card$/m],
  [['x'], /^x is no id of an alert/],
  [[ID, 'file'], /^what is file\?$/m],
  [['--card', '12'], /^--card 12: an ICCID has 18 to 20 digits/],
  [[ID, '--language', 'fr'], /^--language fr is neither en nor zh$/m],
  [[ID, '--loud'], /^Unknown option '--loud'$/m],
])('refuses %j', (args, words) => {
  expect(() => readExplainArguments(args, {})).toThrow(words)
})
