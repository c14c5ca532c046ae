import { dataPart } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

const MIB = 2 ** 20
/** Bytes an hour beside the addresses of the contract that are only warned of (E); the first byte is (B). */
const WARNED_BYTES = MIB
const PARTS = 20
/** `below` uses as much as `clear`, at the addresses of its contract. */
const BYTES: Readonly<Record<Strength, number>> = {
  blatant: 30 * MIB,
  clear: 3 * MIB,
  above: 2_000,
  below: 3 * MIB,
}

/** A card sold for one platform is used for the open internet. */
export const undirectedAccess: Story = {
  id: 'undirected-access',
  basis: 'hardBreach',
  expected: ['undirected-access'],
  incidental: ['data-spike', 'human-internet-apps'],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'shared-bike',
      directed: true,
      quotaBytes: 100 * MIB,
      pool: null,
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 45,
  play(stage) {
    const part = Math.ceil(BYTES[stage.strength] / PARTS)
    const directed = stage.strength === 'below'
    return spreadOver(stage, PARTS).map((at, index) => {
      const isActedOn = index * part <= WARNED_BYTES && (index + 1) * part > WARNED_BYTES
      const act = dataPart(part, { at, directed, apn: 'cmiot' })
      return { act, tips: !directed && (index === 0 || isActedOn) }
    })
  },
}
