import type { Measure } from '../domain/measure.ts'
import { CARD } from './card.ts'
import { CONTACTS } from './contacts.ts'
import { DATA } from './data.ts'
import { GAPS } from './gaps.ts'
import { HISTORY } from './history.ts'
import { PLACE } from './place.ts'
import { SMS } from './sms.ts'
import { VOICE } from './voice.ts'

/** Every measure that is kept for a card. To add one: an entry in the file of its subject. */
export const MEASURES = {
  ...CARD,
  ...PLACE,
  ...HISTORY,
  ...VOICE,
  ...CONTACTS,
  ...GAPS,
  ...SMS,
  ...DATA,
}

export type MeasureName = keyof typeof MEASURES

/** `measure.window`, for each window that the measure declares. */
export type FeatureName = {
  [Name in MeasureName]: `${Name}.${(typeof MEASURES)[Name]['windows'][number]}`
}[MeasureName]

/** The columns and meaning of feature rows; another set is another name. */
export const FEATURE_SET = 'core@2'

/** All measures with their names, in one order. */
export const measureList: readonly (readonly [MeasureName, Measure])[] = Object.entries(
  MEASURES,
) as [MeasureName, Measure][]
