import { KNOWN_HIGH, KNOWN_KINDS, KNOWN_LOW } from './card-head.ts'
import { Hash64 } from './hash64.ts'
import { PLACE_SLIDE_MS } from './place-kinds.ts'
import type { Scene } from './scene.ts'
import { DEVICE_KINDS } from './usage-words.ts'

const TWO_32 = 4_294_967_296
const hash = new Hash64()

/**
 * Whether the scene's record comes from where the card's newest one came from: the same device, region
 * and network, under the same terms, in the same slide of all windows that count these. Then all that
 * was found out and marked for that one holds. If not, the card knows this place from now on. Cells are
 * left out: phones change them with nearly each record.
 */
export function isPlaceKnown(scene: Scene): boolean {
  const { low, high } = hashOf(scene)
  if (scene.word(KNOWN_LOW) === low && scene.word(KNOWN_HIGH) === high) return true
  scene.setWord(KNOWN_LOW, low)
  scene.setWord(KNOWN_HIGH, high)
  scene.setWord(KNOWN_KINDS, 0)
  return false
}

/** Forgets it: what the contract says of it may be another thing now. */
export function forgetPlace(scene: Scene): void {
  scene.setWord(KNOWN_LOW, 0)
  scene.setWord(KNOWN_HIGH, 0)
}

/**
 * The region is that of the fact. A card is bound to a device by a record from it, of which the same is
 * said before and after.
 */
function hashOf(scene: Scene): Hash64 {
  const { fields, fact, terms, contract, store, eventTime } = scene
  hash.reset().add(terms.number)
  hash.add(contract?.number ?? 0)
  hash.add(Math.floor(eventTime / PLACE_SLIDE_MS))
  addNumber(fields.device)
  hash.add(DEVICE_KINDS.numberOf(fields.deviceKind ?? undefined))
  addNumber(fields.visitedPlmn === undefined ? -1 : store.numberOfText(fields.visitedPlmn))
  addNumber(fact.region ?? -1)
  return hash.finish()
}

function addNumber(number: number): void {
  hash.add(number | 0).add(Math.floor(number / TWO_32))
}
