import { DAY_MS } from '../domain/local-time.ts'
import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

const QUOTA_BYTES = 10 * 2 ** 20

/** A card in its test period already does a month's work. */
export const testPeriodAbuse: Story = {
  id: 'test-period-abuse',
  basis: 'hardBreach',
  expected: ['test-period-abuse'],
  incidental: ['data-over-quota'],
  card: {
    cardClass: 'iot',
    terms: ({ from }) => ({
      scene: 'street-light',
      status: 'test',
      activatedAt: from - 20 * DAY_MS,
      eventTime: from - 20 * DAY_MS,
      quotaBytes: QUOTA_BYTES,
      pool: null,
      directed: false,
      protectedClass: null,
    }),
    background: 'none',
  },
  spanMinutes: 120,
  play: (stage) => useUpData(stage, { limits: [QUOTA_BYTES], parts: 30 }),
}
