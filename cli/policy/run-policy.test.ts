import { afterEach, expect, test, vi } from 'vitest'
import { runPolicy } from './run-policy.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Runs a command; gives its exit code and what it wrote. */
async function run(...args: readonly string[]) {
  const out = vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  const err = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  out.mockClear()
  err.mockClear()
  const code = await runPolicy(args)
  const text = (spy: typeof out | typeof err) => spy.mock.calls.map(([one]) => String(one)).join('')
  return { code, out: text(out), err: text(err) }
}

test('exits with 0 for a good file, 1 for a bad one, 2 for wrong usage', async () => {
  expect(await run('check', 'policies/cn-default.yaml')).toMatchObject({ code: 0 })
  expect(await run('check', 'package.json')).toMatchObject({ code: 1 })
  expect(await run('check')).toMatchObject({ code: 2, out: '' })
})

test.each([
  [[], 'policy: what?'],
  [['chek', 'a'], 'policy chek is unknown'],
  [['check', 'a', 'b'], 'check takes one FILE'],
  [['diff', 'a'], 'diff takes OLD and NEW'],
  [['check', 'a', '--by', 'me'], '--by belongs to publish'],
  [['publish', 'a', '--json'], '--json belongs to check and diff'],
  [['check', '--what'], "Unknown option '--what'"],
])('says what is wrong with %j, and how it goes', async (args, words) => {
  const { code, err } = await run(...args)
  expect(code).toBe(2)
  expect(err).toContain(words)
  expect(err).toContain('usage: simwarden policy check FILE')
})

test('a file that is not there is told in one line', async () => {
  expect(await run('check', 'nowhere.yaml')).toMatchObject({
    code: 1,
    err: 'Cannot read policy nowhere.yaml\n',
  })
})
