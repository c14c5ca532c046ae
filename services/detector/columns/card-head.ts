/** Words of a card's head, and how many of them are kept over a restart. Doubles first, by their number. */
export const HEAD_WORDS = 56
export const KEPT_WORDS = 46
export const NEWEST = 0
/** Below it a record is late. */
export const HORIZON = 1
/** Times of which 0 stands for "never". */
export const FIRST_DAY = 2
export const HOME_AT = 3
export const OWN_USE_AT = 4
export const FIRST_UNPROFILED_AT = 5
/** Devices as numbers, 0 for none. */
export const OWN_USE_DEVICE = 6
/** The device that binds; below 0: seen in one hour only. */
export const BOUND_DEVICE = 7
/** Behind the words: since when the card is away, 0 for never. */
export const AWAY_AT = 16
/** The newest place that is known by its coordinates, and how the card came there; 0 for none. */
export const PLACE_AT = 17
export const PLACE_LATITUDE = 18
export const PLACE_LONGITUDE = 19
export const MOVE_AT = 20
export const MOVE_KILOMETRES = 21
export const MOVE_SPEED = 22

/** Words behind the doubles. */
export const ICCID_LOW = 16
export const ICCID_MIDDLE = 17
export const ICCID_HIGH = 18
export const ICCID_LENGTH = 19
/** Addresses of the card's lists. */
export const CONTACT_ROWS = 20
export const DATA_ROWS = 21
export const SUMS = 22
export const MEMBERS = 23
/** Hash of the region of its newest own use, 0 for none. */
export const OWN_USE_REGION = 24
/** Newest local day on which contacts were noted, as a number. */
export const CONTACT_DAY = 25
/** Highest number that a contract of the card was given. */
export const CONTRACTS = 26
/** What device facts were last asked for: which device, in which hour, in which region and contract. */
export const TOLD_DEVICE = 27
export const TOLD_HOUR = 28
export const TOLD_PLACE = 29
/** 1: they tell no more of it on that day. */
export const TOLD_DAY = 30
/** Hour in which the device that binds was first seen. */
export const BOUND_HOUR = 31

// ---- not kept over a restart, for they tell of this process

/** How much the card can be used before anything could trip: see headroom.ts. */
export const ROOM_SCREEN = 46
export const ROOM_CONTRACT = 47
/** Calls and messages in the lower half, data records in the upper one. */
export const ROOM_RECORDS = 48
export const ROOM_KIB = 49
export const ROOM_SECONDS = 50
/** A bit for each case that is looked at for every record. */
export const ROOM_NEAR = 51
/** Where the newest record came from, what that says, and what was marked of it: see known-place.ts. */
export const KNOWN_LOW = 52
export const KNOWN_HIGH = 53
export const KNOWN_SAID = 54
export const KNOWN_KINDS = 55
