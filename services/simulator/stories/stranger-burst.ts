import { call } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { type Story, spreadOver } from './story.ts'

/** New callees within five minutes that are still accepted (C). */
const ACCEPTED_STRANGERS = 19
/** More than accepted by a margin, fewer than the 30 calls of a call burst. */
const STRANGERS = ACCEPTED_STRANGERS + 8
const BURST_MS = 4 * MINUTE_MS

/** One call to each of many people never called before, within minutes. */
export const strangerBurst: Story = {
  id: 'stranger-burst',
  basis: 'statistical',
  expected: ['stranger-burst'],
  incidental: ['calls-outside-hours'],
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 5,
  play(stage) {
    const times = spreadOver({ ...stage, until: stage.from + BURST_MS }, STRANGERS)
    return personNumbers(stage.random, STRANGERS).map((peer, index) => ({
      act: call({ at: times[index] ?? stage.from, peer, durationSeconds: index % 3 === 0 ? 4 : 0 }),
      tips: index === ACCEPTED_STRANGERS,
    }))
  },
}
