import { deviceImei } from '../cards/identity.ts'
import { dataPart } from '../domain/acts.ts'
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../domain/local-time.ts'
import type { Stage } from '../stories/story.ts'
import { type LookAlike, NOTHING_TO_FIND, randomTimes } from './look-alike.ts'

const CARDS = 20
/** A model of testers that no table knows. */
const TESTER_TAC = '86999041'

/**
 * Before meters go out, each of their cards is tried in one tester, once. By contract they are in
 * their test period; the day after they are at work, each in its own meter.
 */
export const testBench: LookAlike = {
  id: 'test-bench',
  innocent: 'test bench',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: ({ from }) => ({
      scene: 'water-meter',
      status: 'test',
      activatedAt: from - 20 * DAY_MS,
      eventTime: from - 20 * DAY_MS,
      protectedClass: null,
    }),
    background: 'none',
  },
  members: () => CARDS,
  spanMinutes: 3 * 1_440,
  play(stage) {
    const { cards, from } = stage
    return [
      ...tried(stage),
      ...cards.map((_, member) => ({
        at: from + 12 * HOUR_MS,
        changes: { status: 'active' as const },
        member,
      })),
      ...atWork(stage),
    ]
  },
}

/** Each card for a few minutes in the tester, one after the other. */
export function tried({ cards, from, plant, random }: Stage) {
  const imei = deviceImei(TESTER_TAC, Number(plant))
  return cards.flatMap((_, member) => {
    const start = from + member * random.between(6, 9) * MINUTE_MS
    const times = randomTimes({ from: start, until: start + 4 * MINUTE_MS, random }, 4)
    return times.map((at) => ({
      act: dataPart(random.between(500, 20_000), { at, imei, apn: 'cmiot' }),
      member,
    }))
  })
}

/** Each card in its own device, from a day later on. */
export function atWork(stage: Stage) {
  const later = { ...stage, from: stage.from + DAY_MS }
  return stage.cards.flatMap((_, member) =>
    randomTimes(later, 40).map((at) => ({
      act: dataPart(stage.random.between(200, 3_000), { at, apn: 'cmiot' }),
      member,
    })),
  )
}
