import { moveTo, stayAfter, type Whereabouts } from '../card/place-memory.ts'
import { AWAY_AT, HOME_AT } from './card-head.ts'
import type { CardMemory } from './card-memory.ts'
import type { Scene } from './scene.ts'

/** Remembers where the card is, when it was last where it may be, and since when it is elsewhere. */
export function foldPlaceFields(scene: Scene): void {
  const { fields, fact, eventTime } = scene
  if (fact.region !== undefined || fields.visitedPlmn !== undefined) foldStay(scene)
  const { latitude, longitude } = fields
  if (Number.isNaN(latitude) || Number.isNaN(longitude)) return
  const memory = scene.store.ownMemoryOf(scene.card)
  scene.memory = memory
  const { place, move } = memory
  const isThere = place?.latitude === latitude && place.longitude === longitude
  if (isThere && move && eventTime >= place.at) {
    place.at = eventTime
    move.at = eventTime
    move.kilometres = 0
    move.kilometresPerHour = 0
    return
  }
  keepPlace(moveTo({ at: eventTime, latitude, longitude }, memory), memory)
}

/** Into the objects that are there: new ones, one a record, would each be copied before they are freed. */
function keepPlace({ place, move }: Whereabouts, memory: CardMemory): void {
  if (memory.place && place) {
    memory.place.at = place.at
    memory.place.latitude = place.latitude
    memory.place.longitude = place.longitude
  } else memory.place = place
  if (memory.move && move) {
    memory.move.at = move.at
    memory.move.kilometres = move.kilometres
    memory.move.kilometresPerHour = move.kilometresPerHour
  } else memory.move = move
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
