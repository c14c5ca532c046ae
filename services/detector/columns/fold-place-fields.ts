import { type Move, moveTo, stayAfter } from '../card/place-memory.ts'
import {
  AWAY_AT,
  HOME_AT,
  MOVE_AT,
  MOVE_KILOMETRES,
  MOVE_SPEED,
  PLACE_AT,
  PLACE_LATITUDE,
  PLACE_LONGITUDE,
} from './card-head.ts'
import type { Scene } from './scene.ts'

/** Remembers where the card is, when it was last where it may be, and since when it is elsewhere. */
export function foldPlaceFields(scene: Scene): void {
  const { fields, fact } = scene
  if (fact.region !== undefined || fields.visitedPlmn !== undefined) foldStay(scene)
  if (!Number.isNaN(fields.latitude) && !Number.isNaN(fields.longitude)) foldMove(scene)
}

/** Seen out of order, the card has not moved. */
function foldMove(scene: Scene): void {
  const { eventTime } = scene
  const { latitude, longitude } = scene.fields
  const placeAt = scene.double(PLACE_AT)
  if (eventTime < placeAt) return
  if (placeAt > 0) keepMove(scene)
  scene.setDouble(PLACE_AT, eventTime)
  scene.setDouble(PLACE_LATITUDE, latitude)
  scene.setDouble(PLACE_LONGITUDE, longitude)
}

/** How it came from its newest place to that of the record. Most stay where they are. */
function keepMove(scene: Scene): void {
  const { latitude, longitude } = scene.fields
  const isThere =
    scene.double(PLACE_LATITUDE) === latitude && scene.double(PLACE_LONGITUDE) === longitude
  const move = isThere ? undefined : moveOf(scene)
  scene.setDouble(MOVE_AT, scene.eventTime)
  scene.setDouble(MOVE_KILOMETRES, move?.kilometres ?? 0)
  scene.setDouble(MOVE_SPEED, move?.kilometresPerHour ?? 0)
}

function moveOf(scene: Scene): Move | undefined {
  const { latitude, longitude } = scene.fields
  const place = {
    at: scene.double(PLACE_AT),
    latitude: scene.double(PLACE_LATITUDE),
    longitude: scene.double(PLACE_LONGITUDE),
  }
  return moveTo({ at: scene.eventTime, latitude, longitude }, { place, move: undefined }).move
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
