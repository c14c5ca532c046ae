import { message } from '../domain/acts.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'
import { isOneOf, shareFor } from './strength.ts'

/** Different receivers of all messages of a day that are still accepted (E). */
const ACCEPTED_DISPERSION = 0.9
/** Messages that the ratio needs as support (E). */
const SUPPORT_MESSAGES = 50
const MESSAGES = 120

/** Advertising by message, below every limit of number. */
export const smsDispersion: Story = {
  id: 'sms-dispersion',
  basis: 'statistical',
  expected: ['sms-dispersion'],
  incidental: ['one-way-contact'],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 480,
  play(stage) {
    const share = shareFor(ACCEPTED_DISPERSION, stage.strength)
    const peers = personNumbers(stage.random, MESSAGES + 1)
    let met = 0
    return spreadOver(stage, MESSAGES).map((at, index) => {
      if (isOneOf(share, index)) met += 1
      const tips = index === SUPPORT_MESSAGES - 1 && stage.strength !== 'below'
      return { act: message({ at, peer: peers[met] ?? '' }), tips }
    })
  },
}
