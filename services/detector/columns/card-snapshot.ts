import type { Profile } from '#schemas/profile.ts'
import { decodeState, encodeState } from '../domain/encode-state.ts'
import { CONTACT_ROWS, DATA_ROWS, KEPT_WORDS, MEMBERS, SUMS } from './card-head.ts'
import { type CardMemory, emptyCardMemory } from './card-memory.ts'
import type { ColumnStore } from './column-store.ts'
import { Contract } from './contract.ts'
import { capacityOf, wordIn } from './memory.ts'
import { TOTALS as ROWS_TOTALS } from './recent-rows.ts'
import { type SnapshotRoom, WORD_BYTES } from './snapshot-room.ts'

/** A contract as it is saved: its terms are worked out again. */
interface SavedContract {
  readonly profile: Profile
  readonly number: number
}

/** The words of a card's columns. They lie in `room`, as long as they are wanted. */
export function encodeCard(card: number, store: ColumnStore, room: SnapshotRoom): Buffer {
  const lists = listsOf(card, store)
  const count = lists.reduce((sum, { used }) => sum + used, KEPT_WORDS)
  const { bytes, words, word: head } = room.take(count)
  copyWords(store.cards.headOf(card), { words, at: head, count: KEPT_WORDS }, store)
  let at = head + KEPT_WORDS
  for (const { name, address, used } of lists) {
    words[head + name] = used
    if (used > 0) copyWords(address, { words, at, count: used }, store)
    // Totals are counted again.
    if (used > 0 && (name === CONTACT_ROWS || name === DATA_ROWS)) words[at + ROWS_TOTALS] = 0
    at += used
  }
  return bytes
}

/** What a card has of plain objects as JSON, but for its contracts. */
export function encodeMemory(card: number, store: ColumnStore): string {
  const { contracts: _, ...rest } = store.memoryOf(card) ?? emptyCardMemory()
  return encodeState(rest)
}

/** A card's contracts as JSON: what makes them was checked when it came. */
export function encodeContracts(card: number, store: ColumnStore): string {
  const { contracts = [] } = store.memoryOf(card) ?? {}
  return encodeState(contracts.map(({ profile, number }): SavedContract => ({ profile, number })))
}

/** Puts a card's contracts back, before or behind the rest of it. */
export function decodeContracts(payload: string, card: number, store: ColumnStore): void {
  const saved = decodeState<readonly SavedContract[]>(payload)
  const contracts = saved.map(({ profile, number }) => new Contract(profile, number))
  store.setContracts(card, contracts)
}

/** Puts back what a card has of plain objects, before or behind its contracts. */
export function decodeMemory(payload: string, card: number, store: ColumnStore): void {
  const { contracts = [] } = store.memoryOf(card) ?? {}
  const saved = decodeState<Omit<CardMemory, 'contracts'>>(payload)
  store.setMemory(card, { ...emptyCardMemory(), ...saved, contracts })
}

/** Puts a card's columns back as they were saved. `card` is its number. */
export function decodeCard(payload: Buffer, card: number, store: ColumnStore): void {
  const all = new Int32Array(payload.length / WORD_BYTES)
  new Uint8Array(all.buffer).set(payload)
  const head = all.slice(0, KEPT_WORDS)
  let at = KEPT_WORDS
  for (const name of LISTS) {
    const used = head[name] ?? 0
    head[name] = used === 0 ? 0 : place(all.subarray(at, at + used), store)
    at += used
  }
  const address = store.cards.headOf(card)
  store.memory.pageOf(address).words.set(head, wordIn(address))
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

interface Target {
  readonly words: Int32Array
  readonly at: number
  readonly count: number
}

/** One by one: most lists are short, and a view of them costs more than their words. */
function copyWords(address: number, { words, at, count }: Target, { memory }: ColumnStore): void {
  const from = wordIn(address)
  const { words: page } = memory.pageOf(address)
  for (let n = 0; n < count; n += 1) words[at + n] = page[from + n] ?? 0
}

/** A list's first word is the capacity of its block. */
function place(words: Int32Array, { memory }: ColumnStore): number {
  const address = memory.allocate(words.length)
  const page = memory.pageOf(address).words
  page.set(words, wordIn(address))
  page[wordIn(address)] = capacityOf(words.length)
  return address
}
