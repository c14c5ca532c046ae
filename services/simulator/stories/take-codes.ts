import { message } from '../domain/acts.ts'
import { digits } from '../domain/numbers.ts'
import { type ActScene, type Stage, spreadOver } from './story.ts'

/** Messages of `senders` different firms: codes to sign in, for accounts of others. */
export function takeCodes(stage: Stage, senders: number, accepted: number): readonly ActScene[] {
  const first = stage.random.below(1_000)
  return spreadOver(stage, senders).map((at, index) => {
    const peer = `10690000${digits(first + index, 4)}`
    const act = message({ at, peer, peerKind: 'platform', direction: 'incoming' })
    return { act, tips: index === accepted }
  })
}
