import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Alert } from '#schemas/alert.ts'
import {
  call,
  ICCID,
  MINUTE_MS,
  ordinary,
  policy,
  profile,
  SECOND_MS,
  TEN,
  times,
} from '../../test/support/builders.ts'
import { cardNumber } from '../../test/support/group-builders.ts'
import { judgeFiles } from './from-files.ts'
import { readExplainArguments } from './read-arguments.ts'
import { explainAlert, explainCard } from './run-explain.ts'

const folder = mkdtempSync(join(tmpdir(), 'simwarden-explain-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const POLICY = 'policies/cn-default.yaml'
const DATA_CARD = '89860012345678909999'

function file(name: string, records: readonly object[]): string {
  writeFileSync(join(folder, name), records.map((one) => JSON.stringify(one)).join('\n'))
  return join(folder, name)
}

/** An ordinary card that calls too often, a data card that calls once. */
const events = file('events.ndjson', [
  ordinary(),
  profile({ iccid: DATA_CARD }),
  ...times(61, (n) =>
    call({ eventTime: TEN + n * 45 * SECOND_MS, peer: `t1:p${n % 5}`, eventId: `c${n}` }),
  ),
  call({
    iccid: DATA_CARD,
    eventTime: TEN + MINUTE_MS,
    eventId: 'once',
    peer: 't1:longer-than-12',
  }),
])
const files = { files: [events], policy: POLICY }

async function told(detector: string, iccid: string): Promise<Alert> {
  const { alerts } = await judgeFiles(files)
  const found = [...alerts.values()].find((one) => one.detector === detector && one.iccid === iccid)
  if (!found) throw new Error(`Cannot find an alert of ${detector}`)
  return found
}

function explain(...args: readonly string[]) {
  const asked = readExplainArguments(args, {})
  if (asked.kind === 'help') throw new Error('Cannot explain: help was asked for')
  return asked.kind === 'card' ? explainCard(asked, {}) : explainAlert(asked, {})
}

test('tells in words how a small alert came about', async () => {
  const { alertId } = await told('voice-on-data-card', DATA_CARD)
  const { code, text } = await explain(alertId, '--events', events, '--policy', POLICY)
  expect(code).toBe(0)
  expect(text).toBe(`Alert ${alertId}  revision 1
Voice on a data card (voice-on-data-card)  TOO_FREQUENT_SERVICE_ACCESS  critical  live  1
1 outgoing call(s) on a card whose contract closes voice
Card ${DATA_CARD}  class iot  tenant acme-meters
opened 2026-03-10 10:01:00  last 2026-03-10 10:01:00 (Asia/Shanghai)  1 findings

Judged again: the same alert with the same numbers (2 records)

Outgoing calls on closed voice (voiceEvents.lifetime) = 1  > 0  share 100%
  threshold: policy cn-default@1, class iot  tripped at act
  window: 2026-02-08 10:00:00 – 2026-03-10 10:01:00
  2026-03-10 10:01:00  call to t1:longer-t…, 30 s  +1 → 1  ← meets the condition

Records the alert names
  2026-03-10 10:01:00  call to t1:longer-t…, 30 s  test/once

Versions: detector 1, policy cn-default@1, profile of 2026-02-08 10:00:00; serves MIIT-10/1
`)
})

test('shows the first and the last records of many, and all when asked to', async () => {
  const { alertId } = await told('call-rate', ICCID)
  const args = [alertId, '--events', events, '--policy', POLICY]
  const { text } = await explain(...args)
  expect(text).toMatch(/\+1 → 5\n {2}… 36 more records\n.*\+1 → 42\n/)
  expect(text).toContain('c60')
  const { text: all } = await explain(...args, '--all')
  expect(all.match(/\+1 → /g)).toHaveLength(61)
})

test('speaks Chinese to who asks for it', async () => {
  const { alertId } = await told('call-rate', ICCID)
  const args = [alertId, '--events', events, '--policy', POLICY, '--language', 'zh']
  const { text } = await explain(...args)
  expect(text).toMatch(/^告警 /)
  expect(text).toContain('主叫次数 (callsOutgoing.1h) = 61  > 60  贡献 100%')
  expect(text).toContain('重放核对：告警编号与数值一致')
})

test('gives machines the whole as JSON', async () => {
  const { alertId } = await told('call-rate', ICCID)
  const args = [alertId, '--events', events, '--policy', POLICY, '--json']
  const { code, text } = await explain(...args)
  const explanation = JSON.parse(text)
  expect(code).toBe(0)
  expect(explanation).toMatchObject({
    alert: { alertId, iccid: ICCID },
    verdict: { status: 'same' },
    level: 'warn',
    timeZone: 'Asia/Shanghai',
    features: [{ name: 'callsOutgoing.1h', observed: 61, threshold: 60, contribution: 1 }],
    notes: [],
  })
  expect(explanation.features[0].steps).toHaveLength(61)
  expect(explanation.features[0].steps[60]).toMatchObject({
    record: { event: 'test/c60', peer: 't1:p0' },
    amount: 1,
    value: 61,
    crosses: true,
  })
})

test('takes the policy of the files where none is named', async () => {
  const own = file('own.ndjson', [policy(), profile(), call({ eventId: 'one' })])
  const { alerts } = await judgeFiles({ files: [own], policy: undefined })
  const [alertId = ''] = alerts.keys()
  const { code, text } = await explain(alertId, '--events', own)
  expect([code, text]).toEqual([0, expect.stringContaining('the same alert')])
  await expect(explain(alertId, '--events', events)).rejects.toThrow('--policy is missing')
})

test('an id that would move the terminal is shown and does not', async () => {
  const odd = file('odd.ndjson', [profile(), call({ eventId: '\u001b[2Jgone\nnext' })])
  const { alerts } = await judgeFiles({ files: [odd], policy: POLICY })
  const [alertId = ''] = alerts.keys()
  const { text } = await explain(alertId, '--events', odd, '--policy', POLICY)
  expect(text).toContain('test/?[2Jgone?next')
})

test('tells of a group its cards and facts', async () => {
  const rings = times(40, (n) =>
    call({ iccid: cardNumber(n % 20), eventTime: TEN + n * 5 * SECOND_MS, answered: false }),
  )
  const cards = times(20, (n) => ordinary({ iccid: cardNumber(n) }))
  const bombing = file('bombing.ndjson', [...cards, ...rings])
  const { alerts } = await judgeFiles({ files: [bombing], policy: POLICY })
  const alert = [...alerts.values()].find(({ group }) => group?.kind === 'peer')
  const { alertId = '' } = alert ?? {}
  const { code, text } = await explain(alertId, '--events', bombing, '--policy', POLICY, '--json')
  const { verdict, facts, alert: shown } = JSON.parse(text)
  expect({ code, verdict }).toEqual({ code: 0, verdict: { status: 'same' } })
  expect(shown.evidence.members).toContain(cardNumber(0))
  expect(facts).toHaveLength(20)
  expect(facts[0]).toMatchObject({ kind: 'unanswered', iccid: cardNumber(0) })
  const { text: words } = await explain(alertId, '--events', bombing, '--policy', POLICY)
  expect(words).toMatch(/^20 cards: 8986/m)
  expect(words).toContain('Facts of the group')
})

test('says plainly that files do not lead to an alert', async () => {
  const foreign = 'a'.repeat(26)
  const { code, text } = await explain(foreign, '--events', events, '--policy', POLICY)
  expect({ code, text }).toEqual({
    code: 1,
    text: `There is no alert ${foreign}: these files do not lead to it\n`,
  })
})

test('adds up the risk of a card', async () => {
  const args = ['--card', DATA_CARD, '--events', events, '--policy', POLICY]
  const { code, text } = await explain(...args)
  const { alertId } = await told('voice-on-data-card', DATA_CARD)
  expect(code).toBe(0)
  expect(text).toBe(`Risk of card ${DATA_CARD}  as of 2026-03-10 10:45:00 (Asia/Shanghai)
live: 0.997 = 1 − (1 − 0.997)
  contract: 0.997 = 1 (critical) · 1 · 0.997 (0.031 days), 100%; Voice on a data card (voice-on-data-card) ${alertId}
shadow (apart): 0  no alerts
`)
  const json = JSON.parse((await explain(...args, '--json')).text)
  expect(json).toMatchObject({
    iccid: DATA_CARD,
    risk: {
      live: { terms: [{ family: 'contract', alertId, weight: 1, ageMs: 44 * MINUTE_MS }] },
      shadow: { score: 0, terms: [] },
    },
  })
})
