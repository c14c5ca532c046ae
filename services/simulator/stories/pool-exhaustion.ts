import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

const MIB = 2 ** 20
const CARDS = 10
const QUOTA_BYTES = 10 * MIB
const POOL_BYTES = CARDS * QUOTA_BYTES

/** All cards of a pool together use more than was bought. */
export const poolExhaustion: Story = {
  id: 'pool-exhaustion',
  basis: 'hardBreach',
  expected: ['pool-exhaustion'],
  incidental: ['data-spike', 'data-over-quota'],
  card: {
    cardClass: 'iot',
    terms: ({ plant }) => ({
      scene: 'shared-bike',
      pool: `pool-${plant}`,
      // One cycle for all.
      billingCycleStartDay: 1,
      quotaBytes: QUOTA_BYTES,
      directed: true,
      protectedClass: null,
    }),
    background: 'none',
  },
  members: () => CARDS,
  group: ({ plant }) => ({ kind: 'pool', id: `pool-${plant}` }),
  spanMinutes: 480,
  // Warned of at 80 % of the pool (E), acted on above it (B).
  play: (stage) =>
    useUpData(stage, { limits: [0.8 * POOL_BYTES, POOL_BYTES], parts: 20 * CARDS }).map(
      (scene, index) => ({ ...scene, member: index % CARDS }),
    ),
}
