import type { Story } from './story.ts'
import { countFor } from './strength.ts'
import { takeCodes } from './take-codes.ts'

/** Firms a day that may write to a machine (E). */
const ACCEPTED_SENDERS = 3

/** A machine's card takes codes for other people's accounts. */
export const codeReceiverIot: Story = {
  id: 'code-receiver-iot',
  basis: 'statistical',
  expected: ['code-receiver'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'vending-machine',
      functions: { voice: false, sms: true, data: true },
      protectedClass: null,
    }),
    background: 'data',
  },
  spanMinutes: 480,
  play: (stage) => takeCodes(stage, countFor(ACCEPTED_SENDERS, stage.strength), ACCEPTED_SENDERS),
}
