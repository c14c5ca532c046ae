import { MOST_EVENT_IDS } from '../domain/card-bounds.ts'
import { CONTACT_ROWS, DATA_ROWS, HORIZON } from './card-head.ts'
import type { ColumnStore } from './column-store.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Scene } from './scene.ts'

/** Raises the horizon of a card with more ids than are kept: what is below it is late. */
export function limitIds(scene: Scene): void {
  const { store } = scene
  const contacts = scene.word(CONTACT_ROWS)
  const data = scene.word(DATA_ROWS)
  const most = store.contacts.count(contacts) + store.data.count(data)
  if (most <= MOST_EVENT_IDS) return
  const horizon = scene.double(HORIZON)
  const ofContacts = timesFrom(store.contacts, contacts, { from: horizon, store })
  const ofData = timesFrom(store.data, data, { from: horizon, store })
  if (ofContacts.count + ofData.count <= MOST_EVENT_IDS) return
  scene.setDouble(HORIZON, Math.min(ofContacts.oldest, ofData.oldest) + 1)
}

interface From {
  readonly from: number
  readonly store: ColumnStore
}

/** How many rows there are from a time on, and the oldest of them. */
function timesFrom(rows: RecentRows, list: number, { from, store }: From) {
  let count = 0
  let oldest = Number.POSITIVE_INFINITY
  if (list === 0) return { count, oldest }
  const { doubles } = store.memory.pageOf(list)
  const { rowWords } = rows
  const first = rows.firstRow(list)
  for (let row = first + (rows.count(list) - 1) * rowWords; row >= first; row -= rowWords) {
    const time = doubles[row >> 1] ?? 0
    if (time < from) break
    count += 1
    oldest = time
  }
  return { count, oldest }
}
