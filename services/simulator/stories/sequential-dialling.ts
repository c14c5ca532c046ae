import { digits, personNumbers } from '../domain/numbers.ts'
import { CALLING_DETECTORS } from './calling-detectors.ts'
import { makeCalls } from './make-calls.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Different callees in a row out of one block of numbers that are still accepted (E). */
const ACCEPTED_RUN = 9

/** A dialler goes through a block of numbers, one after the other. */
export const sequentialDialling: Story = {
  id: 'sequential-dialling',
  basis: 'statistical',
  expected: ['sequential-dialling'],
  incidental: CALLING_DETECTORS,
  card: { cardClass: 'ordinary', background: 'data' },
  spanMinutes: 50,
  play(stage) {
    const { random } = stage
    const run = countFor(ACCEPTED_RUN, stage.strength)
    const block = `1${random.between(30, 99)}0000`
    const start = random.below(90_000)
    const inBlock = Array.from({ length: run }, (_, index) => block + digits(start + index, 5))
    // Others before and after, so that `below` is no whole hour in one block.
    const others = personNumbers(random, 6).filter((peer) => !peer.startsWith(block))
    const peers = [...others.slice(0, 2), ...inBlock, ...others.slice(2)]
    const tips = stage.strength === 'below' ? {} : { tipsAt: 2 + ACCEPTED_RUN }
    return makeCalls(stage, { peers, count: peers.length, ...tips })
  },
}
