import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

/** Bytes a day that are still accepted (E). */
const ACCEPTED_BYTES = 20 * 2 ** 30

/** A phone card feeds a whole house. */
export const highUsage: Story = {
  id: 'high-usage',
  basis: 'statistical',
  expected: ['high-usage'],
  incidental: [],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 600,
  play: (stage) => useUpData(stage, { limits: [ACCEPTED_BYTES], parts: 200, apn: 'cmnet' }),
}
