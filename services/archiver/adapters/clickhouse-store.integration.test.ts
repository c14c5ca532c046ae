import { afterAll, describe, expect, it } from 'vitest'
import { connectClickHouse } from '#runtime/clickhouse.ts'
import { createLogger } from '#runtime/logger.ts'
import { useStack } from '../../../test/support/test-stack.ts'
import { TABLES } from '../domain/tables.ts'
import { storeSuite, usageRow } from '../testing/store-suite.ts'
import { clickHouseStore } from './clickhouse-store.ts'
import { severableProxy } from './severable-proxy.ts'

const stack = useStack()
const logger = createLogger({ name: 'test', level: 'silent' })
const givingUp = new AbortController()
const cleanUps: (() => Promise<unknown>)[] = []
afterAll(async () => {
  givingUp.abort(new Error('The test is over'))
  await Promise.all(cleanUps.map((cleanUp) => cleanUp()))
})

async function makeStore() {
  const { name, client } = await stack.createDatabase()
  const proxy = await severableProxy(stack.clickhouseUrl)
  const clickhouse = connectClickHouse({
    url: proxy.url,
    database: name,
    application: 'test',
    logger,
  })
  const kinds: string[] = []
  const onError = (kind: string) => kinds.push(kind)
  const store = clickHouseStore({ clickhouse, logger, signal: givingUp.signal, onError })
  cleanUps.push(
    () => store.stop(),
    () => proxy.cut(),
  )
  return { store, proxy, client, kinds }
}

describe('ClickHouse as a store', () => {
  storeSuite(async () => {
    const { store, proxy, client } = await makeStore()
    return {
      store,
      async eventIds() {
        const result = await client.query({
          query: 'SELECT eventId FROM usage_current ORDER BY eventId',
          format: 'JSONEachRow',
        })
        const rows = await result.json<{ eventId: string }>()
        return rows.map(({ eventId }) => eventId)
      },
      async refuse(source) {
        const check = `CHECK source != '${source}'`
        await client.command({ query: `ALTER TABLE usage ADD CONSTRAINT no_poison ${check}` })
      },
      goAway: () => proxy.cut(),
      comeBack: () => proxy.restore(),
    }
  })

  it('is ready when it answers, and says why not after an insert that failed', async () => {
    const { store, proxy, kinds } = await makeStore()
    expect(store.isReady()).toMatchObject({ ok: false })
    await store.start(givingUp.signal)
    expect(store.isReady()).toEqual({ ok: true })
    await proxy.cut()
    const inserting = store.insert('alerts', Buffer.alloc(0x1))
    await expect
      .poll(() => store.isReady())
      .toMatchObject({
        ok: false,
        reason: expect.stringMatching(/^Cannot insert into alerts: /),
      })
    expect(kinds[0]).toBe('infrastructure')
    await proxy.restore()
    expect(await inserting).toMatchObject({ status: 'refused' })
  })

  it('takes a block of more days than ClickHouse does by default', async () => {
    const { store, client } = await makeStore()
    const days = Array.from({ length: 150 }, (_, day) =>
      usageRow({ eventId: `e-${day}`, eventTime: 1_764_000_000_000 - day * 86_400_000 }),
    )
    const encoded = store.encode('usage', days)
    const rows = encoded.status === 'encoded' ? encoded.rows : Buffer.alloc(0)
    expect(await store.insert('usage', rows)).toEqual({ status: 'stored' })
    const result = await client.query({ query: 'SELECT eventId FROM usage_current' })
    expect((await result.json()).rows).toBe(150)
  })

  it.each(Object.entries(TABLES))(
    'has the columns of %s as this process writes them',
    async (table, columns) => {
      const { client } = await makeStore()
      const result = await client.query({
        query: `SELECT name, replaceOne(type, ', \\'UTC\\'', '') AS type FROM system.columns
        WHERE database = currentDatabase() AND table = {table:String} AND default_kind = ''
        ORDER BY position`,
        query_params: { table },
        format: 'JSONEachRow',
      })
      const declared = (await result.json<{ name: string; type: string }>()).map(
        ({ name, type }) => [name, type] as const,
      )
      expect(Object.fromEntries(declared)).toEqual(columns)
    },
  )
})
