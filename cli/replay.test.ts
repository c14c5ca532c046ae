import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { call, data, profile, TEN, times } from '../test/support/builders.ts'

const run = promisify(execFile)
const folder = mkdtempSync(join(tmpdir(), 'replay-'))
const policy = 'policies/cn-default.yaml'

function file(name: string, records: readonly (object | string)[]): string {
  const lines = records.map((one) => (typeof one === 'string' ? one : JSON.stringify(one)))
  writeFileSync(join(folder, name), lines.join('\n'))
  return join(folder, name)
}

async function replay(...args: readonly string[]) {
  const { stdout, stderr } = await run(process.execPath, ['cli/replay.ts', ...args])
  const lines = stdout.split('\n').filter((line) => line !== '')
  return { stdout, stderr, lines: lines.map((line) => JSON.parse(line)) }
}

const events = file('events.ndjson', [
  call({ eventId: 'one' }),
  '{"kind":',
  data({ eventId: 'old', eventTime: TEN - 86_400_001 }),
  call({ eventId: 'one' }),
])
const profiles = file('profiles.ndjson', [profile()])

test('prints alerts by default, and a summary apart', async () => {
  const { lines, stderr } = await replay(
    '--events',
    events,
    '--policy',
    policy,
    '--profiles',
    profiles,
  )
  expect(lines).toMatchObject([{ type: 'alert', detector: 'voice-on-data-card' }])
  expect(stderr).toContain('folded 1, duplicate 1, late 1, quarantined 0, deadLetter 1')
})

test('prints what was read and not counted with all, at its line', async () => {
  const { lines } = await replay('--events', events, '--policy', policy, '--output', 'all')
  expect(lines.filter(({ type }) => type !== 'feature')).toMatchObject([
    { type: 'deadLetter', class: 'decode', reason: 'not JSON', line: 2 },
    { type: 'late', source: 'test', eventId: 'old', line: 3 },
  ])
})

test('prints proposals only when asked for', async () => {
  const all = [profiles, events]
  const { lines } = await replay('--events', ...all, '--policy', policy, '--output', 'proposals')
  expect(lines.map(({ type, action }) => [type, action])).toEqual([
    ['proposal', 'bar'],
    ['proposal', 'suspend'],
  ])
})

test('prints the newest feature rows at the end, sorted by card, window and start', async () => {
  const many = file(
    'many.ndjson',
    times(9, (n) => call({ eventTime: TEN + n * 3_600_000, iccid: `8986001234567890123${n % 3}` })),
  )
  const { lines } = await replay('--events', many, '--policy', policy, '--output', 'features')
  expect(lines.every(({ type }) => type === 'feature')).toBe(true)
  const keys = lines.map(({ iccid, windowKind, windowStart }) => [iccid, windowKind, windowStart])
  expect(keys).toEqual(
    keys.toSorted((a, b) => {
      const [one, other] = [a, b].map(([card, kind]) => `${card} ${kind}`)
      if (one === other) return a[2] - b[2]
      return (one ?? '') < (other ?? '') ? -1 : 1
    }),
  )
  expect(new Set(keys.map(String)).size).toBe(keys.length)
})

test('folds what cards tell of their group as it arises', async () => {
  const cards = times(5, (n) => ({
    ...profile({ boundImeis: ['86012345678901'] }),
    iccid: `8986001234567890123${n}`,
  }))
  const uses = times(10, (n) =>
    data({
      iccid: `8986001234567890123${n % 5}`,
      imei: '86099999999999',
      eventTime: TEN + Math.floor(n / 5) * 3_600_000,
    }),
  )
  const box = file('sim-box.ndjson', [...cards, ...uses])
  const { lines } = await replay('--events', box, '--policy', policy)
  const found = lines.filter(({ detector }) => detector === 'device-with-many-sims')
  expect(found.map(({ iccid, severity }) => [iccid, severity])).toEqual([
    [null, 'high'],
    [null, 'high'],
    [null, 'critical'],
  ])
  const args = ['--events', box, '--policy', policy, '--output', 'proposals'] as const
  const proposed = (await replay(...args)).lines
  const suspended = proposed.filter(
    ({ action, family }) => action === 'suspend' && family === 'group',
  )
  expect(new Set(suspended.map(({ iccid }) => iccid)).size).toBe(5)
})

test('the same input gives the same bytes', async () => {
  const args = ['--events', profiles, events, '--policy', policy, '--output', 'all'] as const
  expect((await replay(...args)).stdout).toBe((await replay(...args)).stdout)
})

test('a line ends at a line feed only, and a mark of the byte order is no part of it', async () => {
  const marked = `\uFEFF${JSON.stringify(profile())}`
  const odd = file('odd.ndjson', [marked, data({ eventId: 'a\u2028b' }), '{"a":"\u2029'])
  const { lines } = await replay('--events', odd, '--policy', policy, '--output', 'all')
  const letters = lines.filter(({ type }) => type === 'deadLetter')
  expect(letters).toMatchObject([{ class: 'decode', line: 3 }])
})

test('tells a record too long by its bytes, and a line too long to hold', async () => {
  const long = file('long.ndjson', ['销'.repeat(400_000), 'x'.repeat(8_388_609), '{'])
  const { lines } = await replay('--events', long, '--policy', policy, '--output', 'all')
  expect(lines.map((line) => [line.class, line.reason, line.line])).toEqual([
    ['oversize', '1200000 bytes, above the limit of 1048576', 1],
    ['oversize', '8388609 bytes, above the limit of a line of 8388608', 2],
    ['decode', 'not JSON', 3],
  ])
})

test('ends quietly and well when its reader has seen enough', async () => {
  const bad = file(
    'bad.ndjson',
    Array.from({ length: 20_000 }, () => '{'),
  )
  const args = ['--events', bad, '--policy', policy, '--output', 'all']
  const child = spawn(process.execPath, ['cli/replay.ts', ...args])
  let complaints = ''
  child.stderr.on('data', (text) => {
    complaints += text
  })
  child.stdout.once('data', () => child.stdout.destroy())
  expect(await once(child, 'close')).toEqual([0, null])
  expect(complaints).toBe('')
})

test.each([
  ['no events', ['--policy', policy], '--events is missing'],
  ['no policy', ['--events', events], '--policy is missing'],
  ['a file that is not there', ['--events', 'nowhere', '--policy', policy], 'Cannot read nowhere'],
  [
    'a later file that is not there',
    ['--events', events, 'nowhere', '--policy', policy, '--output', 'all'],
    'Cannot read nowhere',
  ],
  ['a folder', ['--events', folder, '--policy', policy], 'it is a directory'],
  ['a policy that is not there', ['--events', events, '--policy', 'nowhere'], 'Cannot read policy'],
  ['an unknown option', ['--event', events, '--policy', policy], 'usage:'],
  ['an unknown output', ['--events', events, '--policy', policy, '--output', 'x'], '--output x'],
])('ends with 2 and one clear line on %s', async (_name, args, message) => {
  const error = await replay(...args).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 2, stdout: '' })
  expect((error as { stderr: string }).stderr.trim().split('\n').at(-1)).toContain(message)
})
