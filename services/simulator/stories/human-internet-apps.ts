import { dataPart } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import type { Strength } from './strength.ts'

const MIB = 2 ** 20
const PARTS = 24
/** Warned of from the first byte (B), acted on above 5 MiB a day or two categories (E). */
const BYTES: Readonly<Record<Strength, number>> = {
  blatant: 40 * MIB,
  clear: 8 * MIB,
  above: 200_000,
  below: 8 * MIB,
}
const APPS = ['video', 'social', 'shopping'] as const

/** A machine's card is in somebody's tablet; `below` it fetches the same from its own platform. */
export const humanInternetApps: Story = {
  id: 'human-internet-apps',
  basis: 'statistical',
  expected: ['human-internet-apps'],
  incidental: ['data-spike'],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'pos-terminal',
      directed: false,
      quotaBytes: 100 * MIB,
      pool: null,
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 90,
  play(stage) {
    const { strength } = stage
    const part = Math.ceil(BYTES[strength] / PARTS)
    const isMany = strength === 'clear' || strength === 'blatant'
    return spreadOver(stage, PARTS).map((at, index) => {
      const app = isMany ? APPS[index % APPS.length] : APPS[0]
      const appCategory = strength === 'below' ? 'telemetry' : (app ?? APPS[0])
      const act = dataPart(part, { at, appCategory, apn: 'cmiot' })
      return { act, tips: strength !== 'below' && index === 0 }
    })
  },
}
