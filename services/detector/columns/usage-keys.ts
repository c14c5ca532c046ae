import type { CarrierUsage } from '#schemas/usage.ts'
import { COLON, endOfPlain, QUOTE, type Room } from './ascii.ts'
import { Pattern } from './pattern.ts'

type KeysOf<Union> = Union extends unknown ? keyof Union : never

/** Every field that a usage record may have, as a number: the places that a scan keeps for them. */
export const Field = {
  kind: 0,
  source: 1,
  eventId: 2,
  tenant: 3,
  iccid: 4,
  imsi: 5,
  msisdn: 6,
  imei: 7,
  eventTime: 8,
  visitedPlmn: 9,
  region: 10,
  cell: 11,
  ratType: 12,
  deviceKind: 13,
  latitude: 14,
  longitude: 15,
  service: 16,
  direction: 17,
  peer: 18,
  peerPrevious: 19,
  peerKind: 20,
  peerBlock: 21,
  peerRegion: 22,
  durationSeconds: 23,
  answered: 24,
  releaseCause: 25,
  bytesUplink: 26,
  bytesDownlink: 27,
  sessionId: 28,
  sessionBytesUplink: 29,
  sessionBytesDownlink: 30,
  apn: 31,
  directed: 32,
  appCategory: 33,
} as const satisfies Record<KeysOf<CarrierUsage>, number>

const FIELD_COUNT = 34

/** A field that usage records do not have. */
export const UNKNOWN = FIELD_COUNT

/** Places for each field, and one for those that are not known. */
export const PLACES = FIELD_COUNT + 1

/** What stands behind the opening quote of each key, up to its colon. */
const KEYS = Object.keys(Field).map((name) => new Pattern(`${name}":`))
const PROTOTYPE = new Pattern('__proto__":')

/** Fields whose keys have so many bytes, quote and colon included. */
const BY_LENGTH: readonly (readonly number[])[] = Array.from({ length: 32 }, (_, length) =>
  KEYS.flatMap((key, field) => (key.length === length ? [field] : [])),
)

/**
 * Which field a key names. Records of one feed have their keys in one order, so a key is first held
 * against the one that came behind the same field last time: nearly always that is all there is to
 * read. What it remembers changes how long it takes and nothing else.
 */
export class UsageKeys {
  /** Where the value begins, after `read`. */
  end = 0
  readonly #following = new Uint8Array(PLACES).fill(UNKNOWN)

  /**
   * The field whose key begins at `at`, behind its opening quote, when the last one was `before`
   * (`UNKNOWN` at the beginning); -1 for what is no plain key.
   */
  read(room: Room, at: number, before: number): number {
    const guess = this.#following[before] ?? UNKNOWN
    const key = KEYS[guess]
    if (key?.isAt(room.view, at)) {
      this.end = at + key.length
      return guess
    }
    return this.#find(room, at, before)
  }

  #find({ bytes, view }: Room, at: number, before: number): number {
    const quote = endOfPlain(view, at)
    if (bytes[quote] !== QUOTE || bytes[quote + 1] !== COLON) return -1
    this.end = quote + 2
    for (const field of BY_LENGTH[this.end - at] ?? []) {
      if (!KEYS[field]?.isAt(view, at)) continue
      this.#following[before] = field
      return field
    }
    return PROTOTYPE.isAt(view, at) ? -1 : UNKNOWN
  }
}
