import { call } from '../domain/acts.ts'
import { MINUTE_MS } from '../domain/local-time.ts'
import { personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import { inOrder } from './on-days.ts'
import { type Story, spreadOver } from './story.ts'
import { countFor } from './strength.ts'

/** People a day that ring back and are still accepted (E). */
const ACCEPTED_CALLBACKS = 5
const CALLS = 45
const CALLING_MINUTES = 50

/** It rings once and hangs up, so that people ring back: 响一声. */
export const wangiriCaller: Story = {
  id: 'wangiri-caller',
  basis: 'statistical',
  expected: ['wangiri-caller'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 60,
  play(stage) {
    const peers = personNumbers(stage.random, CALLS)
    const calling = { ...stage, until: stage.from + CALLING_MINUTES * MINUTE_MS }
    const calls = makeCalls(stage, {
      peers,
      count: CALLS,
      times: spreadOver(calling, CALLS),
      details: () => ({ answered: false, durationSeconds: 0, releaseCause: 'normal' }),
    })
    const callbacks = countFor(ACCEPTED_CALLBACKS, stage.strength)
    const late = { ...stage, from: stage.from + 30 * MINUTE_MS }
    const back = spreadOver(late, callbacks).map((at, index) => {
      const act = call({ at, peer: peers[index] ?? '', direction: 'incoming', durationSeconds: 20 })
      return { act, tips: index === ACCEPTED_CALLBACKS }
    })
    return inOrder([...calls, ...back])
  },
}
