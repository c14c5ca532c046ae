import { decodeRecord } from '#schemas/decode-record.ts'
import { Profile } from '#schemas/profile.ts'
import { FeedUsage, type ProfileFeed, type UsageFeed } from './feed.ts'

/** Usage in the form of the contracts: JSON, one record a message. */
export const referenceUsage: UsageFeed = {
  topic: 'carrier.usage',
  decode: (value) => decodeRecord(FeedUsage, value),
}

/** Profiles in the form of the contracts. */
export const referenceProfiles: ProfileFeed = {
  topic: 'carrier.profiles',
  decode: (value) => decodeRecord(Profile, value),
}
