import { randomBytes } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { findFreePorts } from '../../cli/start/free-ports.ts'
import { launchBrowser } from '../support/browser.ts'
import { runStart } from '../support/run-start.ts'
import type {} from '../support/stack-setup.ts'

const PAGE_TIMEOUT_MS = 90_000

test('a simulated breach appears in the page, explained, and the card is suspended', async () => {
  const name = `e2e_${randomBytes(6).toString('hex')}`
  const [consolePort] = await findFreePorts(1)
  const demo = runStart(['--cards', '2000', '--speed', '300', '--lang', 'en'], {
    KAFKA_BROKERS: inject('brokers').join(','),
    CLICKHOUSE_URL: inject('clickhouseUrl'),
    TOPIC_PREFIX: `${name}.`,
    CLICKHOUSE_DATABASE: name,
    CONSOLE_PORT: String(consolePort),
  })
  const [, url] = await demo.untilSaid(/Console: (\S+)/)
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage({ locale: 'en-GB' })
    page.setDefaultTimeout(PAGE_TIMEOUT_MS)
    await page.goto(`${url}/?detector=voice-on-data-card`)

    const breach = page
      .locator('.line')
      .filter({ has: page.getByText('Suspended', { exact: true }) })
    await breach.first().click()
    const panel = page.getByRole('complementary', { name: 'Explanation of the alert' })

    await panel.getByText('Set by policy cn-default@1, IoT card').first().waitFor()
    await panel.getByText('Completed by the carrier').first().waitFor()
    expect(await panel.locator('h2').textContent()).toMatch(/call.* on a card whose contract/)
  } finally {
    await browser.close()
  }
  demo.kill('SIGINT')
  expect(await demo.ended()).toMatchObject({ code: 0 })
})
