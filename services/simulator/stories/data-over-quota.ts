import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

const MIB = 2 ** 20
const QUOTA_BYTES = 10 * MIB

/** A card uses more than its month's data within an hour, and goes on. */
export const dataOverQuota: Story = {
  id: 'data-over-quota',
  basis: 'hardBreach',
  expected: ['data-over-quota'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'shared-bike',
      quotaBytes: QUOTA_BYTES,
      pool: null,
      directed: false,
      protectedClass: null,
    }),
    background: 'none',
  },
  spanMinutes: 50,
  // Warned of at 80 % of the quota (E), acted on above it (B).
  play: (stage) => useUpData(stage, { limits: [0.8 * QUOTA_BYTES, QUOTA_BYTES], parts: 40 }),
}
