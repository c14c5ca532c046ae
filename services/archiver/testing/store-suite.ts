import { expect, it } from 'vitest'
import type { Row } from '../domain/tables.ts'
import type { Store } from '../ports.ts'
import { routeOf } from '../routes.ts'
import { record, sample } from './sample-records.ts'

/** A store to be tried, and what only its maker can do to it. */
export interface StoreUnderTest {
  readonly store: Store
  /** Ids of the usage events it holds, repeats merged, in order. */
  eventIds(): Promise<readonly string[]>
  /** From here on usage of this source is refused. */
  refuse(source: string): Promise<void>
  goAway(): Promise<void>
  comeBack(): Promise<void>
}

/** What the pipeline relies on; memory and ClickHouse both pass it. */
export function storeSuite(make: () => Promise<StoreUnderTest>): void {
  it('keeps rows, and the same rows again change nothing', async () => {
    const { store, eventIds } = await make()
    const rows = encode(store, [usageRow({ eventId: 'a' }), usageRow({ eventId: 'b' })])
    await expect(store.insert('usage', rows)).resolves.toEqual({ status: 'stored' })
    await store.insert('usage', rows)
    await store.insert(
      'usage',
      encode(store, [usageRow({ eventId: 'b' }, 2n), usageRow({ eventId: 'c' })]),
    )
    expect(await eventIds()).toEqual(['a', 'b', 'c'])
  })

  it('refuses a block because of one row, and keeps none of it', async () => {
    const { store, eventIds, refuse } = await make()
    await refuse('poison')
    const poison = usageRow({ eventId: 'p', source: 'poison' })
    const inserted = await store.insert(
      'usage',
      encode(store, [usageRow({ eventId: 'a' }), poison]),
    )
    expect(inserted.status).toBe('refused')
    expect(await eventIds()).toEqual([])
  })

  it('tells which row does not fit its columns', async () => {
    const { store } = await make()
    const encoded = store.encode('usage', [
      usageRow({ eventId: 'a' }),
      usageRow({ eventId: 'b' }, -1n << 60n),
    ])
    expect(encoded).toMatchObject({ status: 'bad', rowIndex: 1 })
  })

  it('waits while it is away', async () => {
    const { store, eventIds, goAway, comeBack } = await make()
    await goAway()
    const inserting = store.insert('usage', encode(store, [usageRow({ eventId: 'a' })]))
    await comeBack()
    await expect(inserting).resolves.toEqual({ status: 'stored' })
    expect(await eventIds()).toEqual(['a'])
  })
}

/** The row of a call with these fields. */
export function usageRow(fields: Readonly<Record<string, unknown>>, offset = 1n): Row['row'] {
  const usage = record(sample.voice(fields), { offset })
  const routed = routeOf(1)(usage, { topic: 'card.events', partition: 0 })
  const [made] = routed.status === 'ok' ? routed.rows : []
  if (!made) throw new Error('the sample has no row')
  return made.row
}

function encode(store: Store, rows: readonly Row['row'][]): Buffer {
  const encoded = store.encode('usage', rows)
  if (encoded.status === 'bad') throw new Error(encoded.reason)
  return encoded.rows
}
