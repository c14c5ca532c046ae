import { CONTACT_ROWS, DATA_ROWS } from './card-head.ts'
import type { RecentRows } from './recent-rows.ts'
import type { Scene } from './scene.ts'

/** Whether the card has records in a slide. Those after a late one are all among the newest. */
export function isActive(slide: number, slideMs: number, scene: Scene): boolean {
  const { store } = scene
  return (
    hasRowIn(store.contacts, scene.word(CONTACT_ROWS), { scene, slide, slideMs }) ||
    hasRowIn(store.data, scene.word(DATA_ROWS), { scene, slide, slideMs })
  )
}

interface Slide {
  readonly scene: Scene
  readonly slide: number
  readonly slideMs: number
}

function hasRowIn(rows: RecentRows, list: number, { scene, slide, slideMs }: Slide): boolean {
  if (list === 0) return false
  const { doubles } = scene.store.memory.pageOf(list)
  const { rowWords } = rows
  const first = rows.firstRow(list)
  for (let row = first + (rows.count(list) - 1) * rowWords; row >= first; row -= rowWords) {
    const time = doubles[row >> 1] ?? 0
    if (time < slide) return false
    if (time < slide + slideMs) return true
  }
  return false
}
