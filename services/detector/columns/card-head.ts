/** Words of a card's head. Doubles first, by their number. */
export const HEAD_WORDS = 52
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
export const PLACE_AT = 20
export const PLACE_LATITUDE = 21
export const PLACE_LONGITUDE = 22
export const MOVE_AT = 23
export const MOVE_KILOMETRES = 24
export const MOVE_SPEED = 25

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

/** How much the card can be used before anything could trip: see headroom.ts. Not kept over a restart. */
export const ROOM_SCREEN = 34
export const ROOM_CONTRACT = 35
/** Calls and messages in the lower half, data records in the upper one. */
export const ROOM_RECORDS = 36
export const ROOM_KIB = 37
export const ROOM_SECONDS = 38
/** A bit for each case that is looked at for every record. */
export const ROOM_NEAR = 39
