import { imeiKey } from '#schemas/identifiers.ts'
import type { Profile } from '#schemas/profile.ts'
import { keepNewest, type ToldUse } from './told.ts'
import { type Facts, hourOf, NOTHING, saying, type ToldUsage } from './told-usage.ts'

const DAY_MS = 86_400_000
/** Hours of a UTC day that are told of one card in one device: two tell a tester from a thief. Ours. */
const HOURS_A_DAY = 2
/** Uses told of one card in one device in a day, whatever its region does. Ours. */
const MOST_A_DAY = 8
/** Remembered of a device, and devices of a card. Ours. */
const MOST_USES = 16
const MOST_DEVICES = 8

/**
 * The card is in this device: told in the first hours of a day, and when the place or what the
 * contract says of the device is another than before.
 */
export function deviceFacts(told: ToldUsage): Facts {
  const { device } = told
  if (device === undefined) return NOTHING
  const use = useOf(device, told)
  const before = told.told.devices.get(device) ?? []
  if (!isNews(use, before)) return NOTHING
  const uses = [...before, use].sort((a, b) => a.hour - b.hour)
  // The day of the latest record that may still come counts whole.
  const oldest = (uses.at(-1)?.hour ?? 0) - told.latenessMs - DAY_MS
  const kept = uses.filter(({ hour }) => hour >= oldest).slice(-MOST_USES)
  keepNewest(told.told.devices, [device, kept], MOST_DEVICES)
  const { region, foreign } = use
  const group = { kind: 'imei', id: device } as const
  return [{ kind: 'member', group, ...saying(told), region, foreign }]
}

function useOf(device: string, { eventTime, region, profile }: ToldUsage): ToldUse {
  return { hour: hourOf(eventTime), region, foreign: isForeign(device, profile) }
}

function isNews(use: ToldUse, before: readonly ToldUse[]): boolean {
  const today = ofDay(use, before)
  if (isAllTold(use, today)) return false
  if (today.some((one) => isSame(one, use))) return false
  const newest = today.at(-1)
  if (!newest || newest.region !== use.region || newest.foreign !== use.foreign) return true
  return !today.some(({ hour }) => hour === use.hour)
}

/**
 * Whether nothing more is told on the record's day of its device, as long as place and contract stay as
 * they are.
 */
export function isDayTold(told: ToldUsage): boolean {
  const { device } = told
  if (device === undefined) return false
  const use = useOf(device, told)
  return isAllTold(use, ofDay(use, told.told.devices.get(device) ?? []))
}

function ofDay({ hour }: ToldUse, uses: readonly ToldUse[]): readonly ToldUse[] {
  return uses.filter((one) => dayOf(one.hour) === dayOf(hour))
}

function isAllTold(use: ToldUse, today: readonly ToldUse[]): boolean {
  if (today.length >= MOST_A_DAY) return true
  const newest = today.at(-1)
  if (newest?.region !== use.region || newest.foreign !== use.foreign) return false
  return new Set(today.map(({ hour }) => hour)).size >= HOURS_A_DAY
}

function isSame(one: ToldUse, other: ToldUse): boolean {
  return one.hour === other.hour && one.region === other.region && one.foreign === other.foreign
}

function dayOf(time: number): number {
  return Math.floor(time / DAY_MS)
}

/** The contract names devices, this is none of them, and the card is not in test. */
function isForeign(device: string, profile: Profile | undefined): boolean {
  if (!profile || profile.status === 'test') return false
  const bound = profile.boundImeis ?? []
  return bound.length > 0 && !bound.some((imei) => imeiKey(imei) === device)
}
