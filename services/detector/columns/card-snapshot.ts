import type { Profile } from '#schemas/profile.ts'
import { decodeState, encodeState } from '../domain/encode-state.ts'
import type { CardMemory } from './card-memory.ts'
import {
  CONTACT_ROWS,
  DATA_ROWS,
  HEAD_WORDS,
  MEMBERS,
  ROOM_NEAR,
  ROOM_SCREEN,
  SUMS,
} from './cards.ts'
import type { ColumnStore } from './column-store.ts'
import { Contract } from './contract.ts'
import { capacityOf, wordIn } from './memory.ts'
import { TOTALS as ROWS_TOTALS } from './recent-rows.ts'

/** Between the words of a card and the rest of it as JSON. */
const SEPARATOR = '|'

/** A contract as it is saved: its terms are worked out again. */
interface SavedContract {
  readonly profile: Profile
  readonly number: number
}

/** A card as text: its words in base64, then what it has of plain objects as JSON. */
export function encodeCard(card: number, store: ColumnStore): string {
  const lists = listsOf(card, store)
  const sizes = lists.map(({ used }) => used)
  const all = scratchOf(HEAD_WORDS + sizes.reduce((sum, size) => sum + size, 0))
  copyWords(store.cards.headOf(card), all.subarray(0, HEAD_WORDS), store)
  // Room is found again: it is of the screens of this process.
  all.fill(0, ROOM_SCREEN, ROOM_NEAR + 1)
  let at = HEAD_WORDS
  for (const { name, address, used } of lists) {
    all[name] = used
    if (used > 0) copyWords(address, all.subarray(at, at + used), store)
    // Totals are counted again.
    if (used > 0 && (name === CONTACT_ROWS || name === DATA_ROWS)) all[at + ROWS_TOTALS] = 0
    at += used
  }
  const text = new Uint8Array(all.buffer, 0, all.byteLength).toBase64()
  const memory = store.memoryOf(card)
  if (!memory) return text
  const { contracts: _, ...rest } = memory
  return text + SEPARATOR + encodeState(rest)
}

/** Where a card's words are put together: typed arrays of their own would be freed one by one. */
let scratch = new Int32Array(4_096)

function scratchOf(words: number): Int32Array<ArrayBuffer> {
  if (words > scratch.length) scratch = new Int32Array(words * 2)
  return scratch.subarray(0, words)
}

/** Behind a card's ICCID: the key of its contracts. */
export const CONTRACTS_OF = '/contracts'

/** A card's contracts as JSON: what makes them was checked when it came. */
export function encodeContracts(card: number, store: ColumnStore): string {
  const { contracts = [] } = store.memoryOf(card) ?? {}
  return encodeState(contracts.map(({ profile, number }): SavedContract => ({ profile, number })))
}

/** Puts a card's contracts back, before or behind the rest of it. */
export function decodeContracts(payload: string, card: number, store: ColumnStore): void {
  const saved = decodeState<readonly SavedContract[]>(payload)
  const contracts = saved.map(({ profile, number }) => new Contract(profile, number))
  store.ownMemoryOf(card).contracts = contracts
}

/** Puts a card back as it was saved. `card` is its number. */
export function decodeCard(payload: string, card: number, store: ColumnStore): void {
  const [text = '', ...rest] = payload.split(SEPARATOR)
  const all = new Int32Array(Uint8Array.fromBase64(text).buffer)
  const head = all.slice(0, HEAD_WORDS)
  let at = HEAD_WORDS
  for (const name of LISTS) {
    const used = head[name] ?? 0
    head[name] = used === 0 ? 0 : place(all.subarray(at, at + used), store)
    at += used
  }
  const address = store.cards.headOf(card)
  store.memory.pageOf(address).words.set(head, wordIn(address))
  if (rest.length === 0) return
  const { contracts } = store.ownMemoryOf(card)
  const memory = decodeState<Omit<CardMemory, 'contracts'>>(rest.join(SEPARATOR))
  store.setMemory(card, { ...memory, contracts })
}

const LISTS = [CONTACT_ROWS, DATA_ROWS, SUMS, MEMBERS] as const

function listsOf(card: number, store: ColumnStore) {
  const head = store.cards.headOf(card)
  const { words } = store.memory.pageOf(head)
  return LISTS.map((name) => {
    const address = words[wordIn(head) + name] ?? 0
    return { name, address, used: usedWords(name, address, store) }
  })
}

function usedWords(name: (typeof LISTS)[number], address: number, store: ColumnStore): number {
  switch (name) {
    case CONTACT_ROWS:
      return store.contacts.usedWords(address)
    case DATA_ROWS:
      return store.data.usedWords(address)
    case SUMS:
      return store.sums.usedWords(address)
    case MEMBERS:
      return store.members.usedWords(address)
  }
}

function copyWords(address: number, into: Int32Array, { memory }: ColumnStore): void {
  const at = wordIn(address)
  into.set(memory.pageOf(address).words.subarray(at, at + into.length))
}

/** A list's first word is the capacity of its block. */
function place(words: Int32Array, { memory }: ColumnStore): number {
  const address = memory.allocate(words.length)
  const page = memory.pageOf(address).words
  page.set(words, wordIn(address))
  page[wordIn(address)] = capacityOf(words.length)
  return address
}
