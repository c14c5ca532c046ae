import { dataPart } from '../domain/acts.ts'
import { DAY_MS } from '../domain/local-time.ts'
import { type Story, spreadOver } from './story.ts'
import { amountFor } from './strength.ts'

/** Days of a test period (B); Unicom's is longer. */
const TEST_DAYS = 180

/** A card is said to be in its test period for ever. */
export const testPeriodOverrun: Story = {
  id: 'test-period-overrun',
  basis: 'hardBreach',
  expected: ['test-period-abuse'],
  incidental: [],
  card: {
    cardClass: 'iot',
    terms({ from, strength }) {
      const since = Math.floor(from - amountFor(TEST_DAYS, strength) * DAY_MS)
      return {
        scene: 'air-sensor',
        status: 'test',
        carrier: 'mobile',
        activatedAt: since,
        eventTime: since,
        protectedClass: null,
      }
    },
    background: 'none',
  },
  spanMinutes: 60,
  play: (stage) =>
    spreadOver(stage, 6).map((at, index) => ({
      act: dataPart(stage.random.between(200, 4_000), { at, apn: 'cmiot' }),
      tips: index === 0 && stage.strength !== 'below',
    })),
}
