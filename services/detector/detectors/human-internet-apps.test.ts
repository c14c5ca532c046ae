import { expect, test } from 'vitest'
import {
  alertsOf,
  DAY_MS,
  data,
  judgeAll,
  judgeUnderPolicy,
  ordinary,
  policy,
  profile,
  stepsOf,
  TEN,
} from '../../../test/support/builders.ts'

const ID = 'human-internet-apps'
const MIB = 1_048_576
const app = (appCategory: string, fields = {}) => data({ appCategory, ...fields })

test('watches a machine that uses what people use, as categories are guesses', () => {
  const outputs = judgeUnderPolicy(profile(), app('video', { bytesDownlink: 1 }))
  expect(alertsOf(ID, outputs)).toMatchObject([{ severity: 'medium', mode: 'shadow' }])
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('is graver beyond 5 MiB in a day', () => {
  const much = app('video', { bytesDownlink: 5 * MIB })
  const more = app('video', { bytesDownlink: 1 })
  expect(alertsOf(ID, judgeUnderPolicy(profile(), much))).toMatchObject([{ severity: 'medium' }])
  const outputs = judgeUnderPolicy(profile(), much, more)
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'high' })
})

test('is graver with a second kind of traffic within a day', () => {
  const [chat, game] = [app('social'), app('game', { eventTime: TEN + 1 })]
  const outputs = judgeUnderPolicy(profile(), chat, game)
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'high' })
  const tomorrow = judgeUnderPolicy(profile(), chat, app('game', { eventTime: TEN + DAY_MS }))
  expect(alertsOf(ID, tomorrow).map(({ severity }) => severity)).not.toContain('high')
})

test('live, it asks for a second signal before it bars', () => {
  const live = policy((document) => {
    const rule = document.detectors[ID]
    if (rule) rule.mode = 'live'
  })
  const outputs = judgeAll([live, profile(), app('social'), app('game')])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'reverify', 'bar data'])
  expect(outputs.findLast(({ type }) => type === 'proposal')).toMatchObject({
    proposal: { needs: 'corroborated' },
  })
})

test.each([
  ['a kind of traffic that is not listed', profile(), app('telemetry')],
  ['traffic of no kind', profile(), data()],
  ['signalling', profile(), app('video', { apn: 'ims' })],
  ['a phone', ordinary(), app('video')],
])('is quiet about %s', (_name, contract, record) => {
  expect(alertsOf(ID, judgeUnderPolicy(contract, record))).toEqual([])
})

test('finds nothing without a list of categories', () => {
  const unlisted = policy(({ lists }) => {
    lists.humanAppCategories = []
  })
  expect(alertsOf(ID, judgeAll([unlisted, profile(), app('video')]))).toEqual([])
})
