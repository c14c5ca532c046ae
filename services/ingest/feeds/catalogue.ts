import type { ProfileFeed, UsageFeed } from './feed.ts'
import { referenceProfiles, referenceUsage } from './reference.ts'

/** Every usage format that ingest reads, each on a topic of its own. */
export const USAGE_FEEDS: readonly UsageFeed[] = [referenceUsage]

/** Every profile format that ingest reads. */
export const PROFILE_FEEDS: readonly ProfileFeed[] = [referenceProfiles]
