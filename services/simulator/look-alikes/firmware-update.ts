import { dataPart } from '../domain/acts.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

const MIB = 2 ** 20
const CARDS = 8

/**
 * One night a whole model of meters fetches its new firmware, 12 to 20 MiB each: a hundred times what
 * it uses otherwise, well inside the quota, from the address of the contract.
 */
export const firmwareUpdate: LookAlike = {
  id: 'firmware-update',
  innocent: 'firmware update',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: ({ plant }) => ({
      scene: 'electricity-meter',
      deviceModel: `EM-${plant}`,
      quotaBytes: 100 * MIB,
      pool: null,
      directed: true,
      protectedClass: null,
    }),
    background: 'usual',
  },
  members: () => CARDS,
  spanMinutes: 180,
  clock: [1, 5],
  afterDays: 9,
  play(stage) {
    const { random } = stage
    const firmwareBytes = random.between(12, 20) * MIB
    return stage.cards.flatMap((_, member) =>
      randomTimes(stage, 16).map((at) => ({
        act: dataPart(Math.floor(firmwareBytes / 16), { at, apn: 'cmiot' }),
        member,
      })),
    )
  },
}
