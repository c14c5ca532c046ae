import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

/** What a card without its user's real name may use of the open internet a month (A); warned of at 80 % (E). */
const LIMIT_BYTES = 104_857_600

/** A pooled card in a pool too large to be emptied, so without a quota of its own, uses the open internet like a phone's hotspot. */
export const generalDataOver100Mb: Story = {
  id: 'general-data-over-100mb',
  basis: 'hardBreach',
  expected: ['general-data-over-100mb'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: ({ plant }) => ({
      scene: 'asset-tracker',
      realName: 'unit',
      quotaBytes: null,
      pool: `pool-${plant}`,
      poolQuotaBytes: 8 * 2 ** 30,
      directed: false,
      protectedClass: null,
    }),
    background: 'none',
  },
  spanMinutes: 60,
  play: (stage) => useUpData(stage, { limits: [0.8 * LIMIT_BYTES, LIMIT_BYTES], parts: 60 }),
}
