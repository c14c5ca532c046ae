/** A pause of more than an hour breaks a run, and is no gap between two calls of one. Ours. */
export const LONGEST_GAP_MS = 3_600_000

/** As many calls as are looked at to see which go on at one time. Ours. */
export const MOST_INTERVALS = 8

/** More ids than these of one card raise its horizon (bounded memory). Ours. */
export const MOST_EVENT_IDS = 4_096
