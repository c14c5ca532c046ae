import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { reset } from './reset.ts'
import { lockStack } from './stack-lock.ts'

function localDir(): string {
  const dir = mkdtempSync(join(tmpdir(), 'simwarden-reset-'))
  for (const name of ['kafka-libs', 'stack', 'test-abc']) mkdirSync(join(dir, name))
  return dir
}

test('forgets all data and keeps the fetched jars', () => {
  const dir = localDir()

  expect(reset(dir)).toEqual(['stack', 'test-abc'])
  expect(existsSync(join(dir, 'kafka-libs'))).toBe(true)
  expect(existsSync(join(dir, 'stack'))).toBe(false)
})

test('has nothing to do where nothing ever ran', () => {
  expect(reset('/nowhere/at/all')).toEqual([])
})

test('refuses while a stack runs, and touches nothing', () => {
  const dir = localDir()
  const lock = lockStack(join(dir, 'test-abc'))

  expect(() => reset(dir)).toThrow(/^Cannot reset: process \d+ runs a stack on .*: stop it first$/)
  expect(existsSync(join(dir, 'stack'))).toBe(true)

  lock.release()
  expect(reset(dir)).toHaveLength(2)
})

test('a second stack on the same data is refused', () => {
  const dir = localDir()
  const lock = lockStack(dir)

  expect(() => lockStack(dir)).toThrow(
    /^A stack already runs on .* \(process \d+\): stop it first$/,
  )
  lock.release()
})

test('the lock of a process that is gone, or whose number another has now, holds nothing', () => {
  const dir = localDir()
  const file = join(dir, 'stack.lock')

  for (const pid of [2 ** 22 + 1, process.pid]) {
    writeFileSync(file, JSON.stringify({ pid, command: 'another program' }))
    lockStack(dir).release()
  }
  expect(existsSync(file)).toBe(false)
})
