import { dataPart } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import { amountFor } from './strength.ts'

const MIB = 2 ** 20
/** Bytes a day that are accepted whatever was usual (E); ten times what this card usually uses is less. */
const ACCEPTED_BYTES = 10 * MIB
const PARTS = 30

/** A meter that reported a little every day for weeks uses far more one day, inside its quota. */
export const dataSpike: Story = {
  id: 'data-spike',
  basis: 'statistical',
  expected: ['data-spike'],
  incidental: ['data-over-quota', 'general-data-over-100mb'],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'electricity-meter',
      quotaBytes: 100 * MIB,
      pool: null,
      directed: true,
      protectedClass: null,
    }),
    background: 'usual',
  },
  spanMinutes: 300,
  afterDays: 9,
  play(stage) {
    const { random, strength } = stage
    // What the card usually uses comes on top: `below` leaves room for it.
    const bytes = strength === 'below' ? 8 * MIB : amountFor(ACCEPTED_BYTES, strength)
    return spreadOver(stage, PARTS).map((at) => ({
      act: dataPart(Math.ceil((bytes / PARTS) * (0.9 + 0.2 * random.next())), { at, apn: 'cmiot' }),
    }))
  },
}
