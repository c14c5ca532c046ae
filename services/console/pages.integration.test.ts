import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LOCAL_DIR } from '../../deploy/local/local-folders.ts'
import { launchBrowser } from '../../test/support/browser.ts'
import { startConsole, type TestConsole } from '../../test/support/test-console.ts'
import { useStack } from '../../test/support/test-stack.ts'
import * as made from './fixtures.ts'

const stack = useStack()
const { NOON } = made
const HOSTILE = '<img src=x onerror="document.title=1">'

const stored = made.alert({
  alertId: made.derivedId('stored'),
  detector: 'call-rate',
  severity: 'high',
  score: 0.63,
  tenant: HOSTILE,
  openedAt: NOON - 60_000,
  reason: {
    en: `76 outgoing calls in an hour ${HOSTILE}`,
    zh: '1 小时内主叫 76 次',
  },
  evidence: {
    features: [
      made.feature({
        name: 'callsOutgoing.1h',
        observed: 76,
        threshold: 60,
        origin: 'policy cn-default@7, class ordinary',
      }),
    ],
  },
})
const held = made.proposal(stored, { action: 'bar', functions: ['voice'], decidedAt: NOON + 200 })

let served: TestConsole
let browser: Browser
const pagesDir = mkdtempSync(join(LOCAL_DIR, 'pages-'))

beforeAll(async () => {
  const root = fileURLToPath(new URL('web', import.meta.url))
  const configFile = join(root, 'vite.config.ts')
  await build({ configFile, logLevel: 'error', build: { outDir: pagesDir } })
  ;[served, browser] = await Promise.all([startConsole(stack, { pagesDir }), launchBrowser()])
  const { client } = served.database
  const insert = (table: string, values: object[]) =>
    client.insert({ table, format: 'JSONEachRow', values })
  await insert('alerts', [made.alertRow(stored)])
  await insert(
    'commands',
    made.stepRows(held, [{ step: 'held', at: NOON + 300, reason: 'person' }]),
  )
  await insert('usage', [
    made.usageRow({ eventTime: NOON, eventId: 'a1', peer: 't1:<b>bold</b>' }),
    made.usageRow({ eventTime: NOON - 3_600_000, service: 'data', bytesDownlink: 5_000_000 }),
  ])
})

afterAll(async () => {
  await browser?.close()
  rmSync(pagesDir, { recursive: true, force: true })
})

/** A page of its own; what it says on its console as an error fails the test. */
async function openPage(path = '/', options: BrowserContextOptions = {}) {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Asia/Shanghai',
    ...options,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const errors: string[] = []
  page.on('pageerror', ({ message }) => errors.push(message))
  await page.goto(served.url + path)
  await page.locator('[data-stream=open]').waitFor()
  return {
    page,
    async [Symbol.asyncDispose]() {
      await context.close()
      expect(errors).toEqual([])
    },
  }
}

function line(page: Page, name: string) {
  return page.locator(`#alert-${made.derivedId(name)}`)
}

function samples(page: Page) {
  return page.getByRole('table').filter({ hasText: 'Other party' })
}

function breach(name: string, after: number) {
  return made.alert({
    alertId: made.derivedId(name),
    openedAt: NOON + after,
    lastAt: NOON + after,
  })
}

test('a breach appears by itself, and its row tells when the card is suspended', async () => {
  await using opened = await openPage()
  const { page } = opened
  const raised = breach('live', 1_000)
  const proposed = made.proposal(raised)

  await served.publish('card.alerts', raised)
  await line(page, 'live')
    .getByText('1 outgoing call on a card whose contract closes voice')
    .waitFor()
  await served.publish('enforcement.events', proposed)
  await line(page, 'live').getByText('Suspension: proposed').waitFor()
  await served.publish('card.commands', made.command(proposed))
  await served.publish('enforcement.events', made.result(proposed))
  await line(page, 'live').getByText('Suspended', { exact: true }).waitFor()
})

test('the keyboard alone finds an alert, opens its explanation and comes back', async () => {
  await using opened = await openPage('/?severity=high')
  const { page } = opened
  await line(page, 'stored').waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')

  const panel = page.getByRole('complementary', { name: 'Explanation of the alert' })
  await panel.getByText('Outgoing calls', { exact: true }).waitFor()
  for (const said of [
    '126.7% of the limit',
    'Set by policy cn-default@7, ordinary card',
    'a person must decide',
  ]) {
    await panel.getByText(said).waitFor()
  }
  await panel.getByText(/calling 37\.8%/).waitFor()
  await panel.locator('canvas').first().waitFor()

  await page.keyboard.press('Escape')
  await panel.waitFor({ state: 'detached' })
  expect(await page.locator(':focus').getAttribute('id')).toBe(`alert-${stored.alertId}`)
})

test('everything is said in Chinese too, and the choice is kept', async () => {
  await using opened = await openPage()
  const { page } = opened
  await page.getByRole('button', { name: '中文' }).click()
  await line(page, 'stored').click()
  await page.getByText('判定依据').waitFor()
  await page.getByText('需人工决定').waitFor()
  expect(await page.locator('h2').textContent()).toBe('1 小时内主叫 76 次')
  await page.reload()
  await page.getByText('判定依据').waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN')
  // What is left in Latin letters are names: ids, units, the languages themselves.
  const words = await page.locator('.filters').textContent()
  expect(words).not.toMatch(/[a-z]{4}/i)
})

test('hostile text stays text', async () => {
  await using opened = await openPage(`/alerts/${stored.openedAt}/${stored.alertId}`)
  const { page } = opened
  await samples(page).getByText('t1:<b>bold<').waitFor()
  expect(await page.locator('h2').textContent()).toContain(HOSTILE)
  expect(await page.locator('img, b b').count()).toBe(0)
  expect(await page.title()).toBe('SIMwarden · alerts')
})

test('no number of a card or a person reaches the page or its address', async () => {
  await using opened = await openPage(`/alerts/${stored.openedAt}/${stored.alertId}`)
  const { page } = opened
  await samples(page).waitFor()
  const seen = page.url() + (await page.content())
  for (const secret of [made.CARD, '460001234567890', '13800138000', '86012345678901']) {
    expect(seen).not.toContain(secret)
  }
  expect(seen).toContain('…901234')
})

test('nothing moves under the pointer: new alerts wait until they are called in', async () => {
  await using opened = await openPage()
  const { page } = opened
  await line(page, 'stored').hover()
  await served.publish('card.alerts', breach('waits', 2_000))
  const pill = page.getByRole('button', { name: '1 new' })
  await pill.waitFor()
  expect(await line(page, 'waits').count()).toBe(0)
  await page.keyboard.press('.')
  await line(page, 'waits').waitFor()
  await pill.waitFor({ state: 'detached' })
})

test('while the history is away the page says so, live goes on, and it recovers by itself', async () => {
  served.setHistory('away')
  await using opened = await openPage()
  const { page } = opened
  const trouble = page.getByRole('alert')
  await trouble.getByText('The history cannot be reached').waitFor()
  await served.publish('card.alerts', breach('meanwhile', 3_000))
  await line(page, 'meanwhile').waitFor()
  served.setHistory('there')
  await trouble.waitFor({ state: 'detached' })
  await line(page, 'stored').waitFor()
})

test('a stream that breaks says so and misses nothing', async () => {
  await using opened = await openPage()
  const { page } = opened
  await line(page, 'stored').waitFor()
  await served.stop()
  await page.getByText('Stream lost').waitFor({ timeout: 5_000 })
  await served.publish('card.alerts', breach('while-down', 4_000))
  await served.restart()
  await line(page, 'while-down').waitFor({ timeout: 20_000 })
  expect(await line(page, 'while-down').count()).toBe(1)
})

test.each(['light', 'dark'] as const)('fits a phone, %s', async (colorScheme) => {
  const path = `/alerts/${stored.openedAt}/${stored.alertId}`
  await using opened = await openPage(path, { viewport: { width: 390, height: 844 }, colorScheme })
  const { page } = opened
  await samples(page).waitFor()
  const overflow = () => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(await overflow()).toBeLessThanOrEqual(0)
  await page.getByRole('button', { name: 'Close' }).click()
  await line(page, 'stored').waitFor()
  expect(await overflow()).toBeLessThanOrEqual(0)
})
