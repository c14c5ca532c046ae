import { DAYS_A_GENERATION } from '../domain/contact-memory.ts'
import type { MemberKey as MemberName } from '../domain/measure.ts'
import { isSliding, SLIDING, type WindowName } from '../domain/window.ts'
import {
  BOUND_DEVICE,
  BOUND_HOUR,
  CONTACT_DAY,
  CONTACT_ROWS,
  DATA_ROWS,
  FIRST_DAY,
  FIRST_UNPROFILED_AT,
  HORIZON,
  KNOWN_KINDS,
  MEMBERS,
  SUMS,
} from './card-head.ts'
import { CONTACT_KIND } from './describe-contact-fields.ts'
import { foldOwnUse } from './fold-own-use.ts'
import { foldPlaceFields } from './fold-place-fields.ts'
import { PLAN } from './plan.ts'
import {
  packGap,
  ROW_BLOCK,
  ROW_BYTES,
  ROW_CATEGORY,
  ROW_DURATION,
  ROW_FLAGS,
  ROW_GAP,
  ROW_MORE_FLAGS,
  ROW_PEER_HIGH,
  ROW_PEER_LOW,
} from './recent-row.ts'
import { ROW_ID_HIGH, ROW_ID_LOW } from './recent-rows.ts'
import type { Scene } from './scene.ts'
import { foldSession } from './session-totals.ts'
import type { Shape } from './shape.ts'
import { QUARTER_MS } from './zone-days.ts'

const HOUR_MS = 3_600_000
/** A window of a day that begins at the horizon, with an hour for daylight saving and its slide. */
const RECENT_MS = 27 * HOUR_MS
/** Behind the columns of sums: the days of use in the newest generation of contacts. */
const DAYS_COLUMN = PLAN.columns.length
const TWO_32 = 4_294_967_296

/** Counts the scene's record, whose fact is filled and has this shape. Changes the card. */
export function foldFields(scene: Scene, shape: Shape): void {
  const { fact } = scene
  if (shape.sums.length > 0) addToSums(shape.sums, scene)
  if (shape.members.length > 0) addToMembers(shape.members, scene)
  markPlaces(shape, scene)
  insertRow(scene, shape)
  if (scene.fields.service === 'data') foldSession(scene)
  else if (!fact.emergency && scene.fields.hasPeer) foldContact(scene)
  if (!fact.emergency) {
    foldPlaceFields(scene)
    foldFirsts(scene)
  }
  if (fact.callOut || fact.smsOut || fact.dataUse) foldOwnUse(scene)
}

function addToSums(sums: Shape['sums'], scene: Scene): void {
  const { fact, eventTime } = scene
  let list = scene.word(SUMS)
  for (let at = 0; at < sums.length; at += 1) {
    const { column, window, slideMs, amount } = sums[at] as Shape['sums'][number]
    const cell = slideMs > 0 ? Math.floor(eventTime / slideMs) : cellOf(window, scene)
    const added = amount === undefined ? 1 : (fact[amount] ?? 0)
    list = scene.store.sums.add(list, column, cell, added)
  }
  scene.setWord(SUMS, list)
}

/** The number of the cell of a long window that the scene's record lies in. */
export function cellOf(window: WindowName, { eventTime, day, cycle, contract }: Scene): number {
  if (isSliding(window)) return Math.floor(eventTime / SLIDING[window].slideMs)
  switch (window) {
    case 'day':
      return day.start / QUARTER_MS
    case 'month':
      return day.month.start / QUARTER_MS
    case 'cycle':
      return cycle.start / QUARTER_MS
    case 'lifetime':
      return contract?.number ?? 0
    default:
      return 0
  }
}

const key = { kind: 0, low: 0, high: 0 }

function addToMembers(members: Shape['members'], scene: Scene): void {
  const { eventTime, day, store } = scene
  let table = scene.word(MEMBERS)
  for (let at = 0; at < members.length; at += 1) {
    const { kind, slideMs, slides, member } = members[at] as Shape['members'][number]
    setKey(member, scene)
    key.kind = kind
    table =
      slideMs > 0
        ? store.members.mark(table, key, Math.floor(eventTime / slideMs), slides)
        : store.members.tally(table, key, day.monthNumber)
  }
  scene.setWord(MEMBERS, table)
}

/** Those of a place that is known are marked already. */
function markPlaces({ places, placeKinds }: Shape, scene: Scene): void {
  const marked = scene.word(KNOWN_KINDS)
  if ((marked & placeKinds) === placeKinds) return
  addToMembers(places, scene)
  scene.setWord(KNOWN_KINDS, marked | placeKinds)
}

function setKey(name: MemberName, { fields, fact }: Scene): void {
  if (name === 'peer' || name === 'blockPeer') {
    key.low = fields.peerLow
    key.high = fields.peerHigh
    return
  }
  const member = fact[name] ?? 0
  key.low = member | 0
  key.high = Math.floor(member / TWO_32) | 0
}

function insertRow(scene: Scene, { flags, moreFlags }: Shape): void {
  const { fields, fact, store } = scene
  const isData = fields.service === 'data'
  const rows = isData ? store.data : store.contacts
  const name = isData ? DATA_ROWS : CONTACT_ROWS
  const cutoff = scene.double(HORIZON) - RECENT_MS
  scene.setWord(name, rows.insert(scene.word(name), scene.eventTime, cutoff))
  const { page, row } = rows
  const { words, doubles } = page
  words[row + ROW_ID_LOW] = fields.idLow
  words[row + ROW_ID_HIGH] = fields.idHigh
  words[row + ROW_FLAGS] = flags
  if (isData) {
    words[row + ROW_CATEGORY] = (fact.appCategory ?? 0) | 0
    doubles[(row + ROW_BYTES) >> 1] = fact.bytes
    store.dataTotals.add(scene.word(name), scene)
    return
  }
  words[row + ROW_PEER_LOW] = fields.hasPeer ? fields.peerLow : 0
  words[row + ROW_PEER_HIGH] = fields.hasPeer ? fields.peerHigh : 0
  words[row + ROW_BLOCK] = fields.peerBlock
  doubles[(row + ROW_DURATION) >> 1] = fact.durationSeconds
  words[row + ROW_MORE_FLAGS] = moreFlags
  words[row + ROW_GAP] = packGap(fact)
  store.contactTotals.add(scene.word(name), scene)
}

/** Three generations of ten days with use: a silence forgets nobody. */
function foldContact(scene: Scene): void {
  const { fields, store, day } = scene
  const date = day.start / QUARTER_MS
  let table = scene.word(MEMBERS)
  if (scene.word(CONTACT_DAY) !== date) {
    scene.setWord(CONTACT_DAY, date)
    const sums = scene.word(SUMS)
    const all = { from: 0, to: Number.POSITIVE_INFINITY }
    if (store.sums.sum(sums, DAYS_COLUMN, { from: date, to: date }) === 0) {
      if (store.sums.sum(sums, DAYS_COLUMN, all) >= DAYS_A_GENERATION) {
        store.members.rotateContacts(table, CONTACT_KIND)
        store.sums.clear(sums, DAYS_COLUMN)
      }
      scene.setWord(SUMS, store.sums.add(sums, DAYS_COLUMN, date, 1))
    }
  }
  key.kind = CONTACT_KIND
  key.low = fields.peerLow
  key.high = fields.peerHigh
  table = store.members.addContact(table, key)
  scene.setWord(MEMBERS, table)
}

/** The first day of use, the device of an unbound IoT card, the first record of an unknown one. */
function foldFirsts(scene: Scene): void {
  const { card, day, fact, terms, store, eventTime } = scene
  const first = scene.double(FIRST_DAY)
  if (first === 0 || day.start < first) scene.setDouble(FIRST_DAY, day.start)
  if (store.newestContract(card) === undefined) {
    const unknownAt = scene.double(FIRST_UNPROFILED_AT)
    if (unknownAt === 0 || eventTime < unknownAt) scene.setDouble(FIRST_UNPROFILED_AT, eventTime)
  }
  if (terms.bindsFirst && fact.device !== undefined) bind(fact.device + 1, scene)
}

/** A device seen in a single hour may be a tester: another takes its place. */
function bind(device: number, scene: Scene): void {
  const bound = scene.double(BOUND_DEVICE)
  const hour = Math.floor(scene.eventTime / HOUR_MS)
  if (bound > 0) return
  if (bound === -device) {
    if (hour !== scene.word(BOUND_HOUR)) scene.setDouble(BOUND_DEVICE, device)
    return
  }
  scene.setDouble(BOUND_DEVICE, -device)
  scene.setWord(BOUND_HOUR, hour)
}
