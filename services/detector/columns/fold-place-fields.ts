import { moveTo, stayAfter } from '../card/place-memory.ts'
import { AWAY_AT, HOME_AT } from './cards.ts'
import type { Scene } from './scene.ts'

/** Remembers where the card is, when it was last where it may be, and since when it is elsewhere. */
export function foldPlaceFields(scene: Scene): void {
  const { fields, fact, eventTime } = scene
  if (fact.region !== undefined || fields.visitedPlmn !== undefined) foldStay(scene)
  const { latitude, longitude } = fields
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return
  const memory = scene.store.ownMemoryOf(scene.card)
  scene.memory = memory
  const { place, move } = moveTo({ at: eventTime, latitude, longitude }, memory)
  memory.place = place
  memory.move = move
}

function foldStay(scene: Scene): void {
  const { fact, eventTime } = scene
  const isAway = fact.regionMismatch || fact.plmnForeign
  const homeAt = scene.double(HOME_AT) || undefined
  const awayAt = scene.double(AWAY_AT) || undefined
  if (!isAway && awayAt === undefined) {
    if (eventTime > (homeAt ?? 0)) scene.setDouble(HOME_AT, eventTime)
    return
  }
  const stay = stayAfter(eventTime, isAway, { homeAt, awayAt })
  scene.setDouble(HOME_AT, stay.homeAt ?? 0)
  scene.setDouble(AWAY_AT, stay.awayAt ?? 0)
}
