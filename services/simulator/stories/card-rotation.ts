import { call } from '../domain/acts.ts'
import { DAY_MS } from '../domain/local-time.ts'
import { personNumber } from '../domain/numbers.ts'
import { deviceGroup, sharedImei } from './in-one-device.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** New cards of a month in one device that are still accepted (E). */
const ACCEPTED_CARDS = 5
const CALLS_PER_CARD = 6
const PHONE_TAC = '86999013'

/** One phone in a call centre gets a fresh number whenever the last one is burnt. */
export const cardRotation: Story = {
  id: 'card-rotation',
  basis: 'statistical',
  expected: ['card-rotation'],
  incidental: ['call-volume-day', 'low-answer-rate', 'machine-dialling', 'cloned-imei'],
  card: {
    cardClass: 'telesales',
    terms: ({ from }) => ({
      tenant: 'harbour-calls',
      activatedAt: from - 5 * DAY_MS,
      eventTime: from - 5 * DAY_MS,
      telesales: {
        licenceNo: 'B2-00000000',
        licenceValidTo: from + 700 * DAY_MS,
        callsPerDay: 200,
        hours: ['09:00-21:00'],
      },
    }),
    background: 'none',
  },
  members: (strength) => countFor(ACCEPTED_CARDS, strength),
  group: (stage) => deviceGroup(sharedImei(stage, PHONE_TAC)),
  spanMinutes: 480,
  play(stage) {
    const imei = sharedImei(stage, PHONE_TAC)
    return spreadOver(stage, stage.cards.length * CALLS_PER_CARD).map((at, index) => ({
      act: call({ at, imei, peer: personNumber(stage.random) }),
      member: Math.floor(index / CALLS_PER_CARD),
      tips: index === ACCEPTED_CARDS * CALLS_PER_CARD,
    }))
  },
}
