import type { Story } from './story.ts'
import { countFor } from './strength.ts'
import { takeCodes } from './take-codes.ts'

/** Firms a day that may write to a phone that is used for nothing else (E). */
const ACCEPTED_SENDERS = 20

/** A phone card lies in a rack and takes codes for other people's accounts. */
export const codeReceiver: Story = {
  id: 'code-receiver',
  basis: 'statistical',
  expected: ['code-receiver'],
  incidental: [],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 600,
  play: (stage) => takeCodes(stage, countFor(ACCEPTED_SENDERS, stage.strength), ACCEPTED_SENDERS),
}
