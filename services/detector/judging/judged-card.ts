import type { Profile } from '#schemas/profile.ts'
import type { CardFacts } from '../detectors/detector.ts'

/** A card as it is judged: with all of its profile, which goes into alerts and proposals. */
export interface JudgedCard extends CardFacts {
  readonly profile: Profile | undefined
}
