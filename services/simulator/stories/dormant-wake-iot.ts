import { lastUse } from './last-use.ts'
import type { Story } from './story.ts'
import { useUpData } from './use-up-data.ts'

const MIB = 2 ** 20
/** Bytes a day after a long silence that are still accepted (E). */
const ACCEPTED_BYTES = 10 * MIB

/** A machine's card, silent for months, is used for something else: far below its quota, yet not by a machine. */
export const dormantWakeIot: Story = {
  id: 'dormant-wake-iot',
  basis: 'statistical',
  expected: ['dormant-wake'],
  incidental: ['data-spike'],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'gas-meter',
      quotaBytes: 100 * MIB,
      directed: false,
      pool: null,
      protectedClass: null,
    }),
    background: 'none',
  },
  spanMinutes: 40,
  play: (stage) => [
    { act: lastUse(stage.card, stage.from) },
    ...useUpData(stage, { limits: [ACCEPTED_BYTES], parts: 20 }),
  ],
}
