/** A place in the list: newest first, by when an episode opened, then by id. */
export interface Cursor {
  readonly openedAt: number
  readonly alertId: string
}

/** Newest first. */
export function byNewest(a: Cursor, b: Cursor): number {
  return isBefore(a, b) ? 1 : -1
}

/** True when `a` stands further down the list. */
export function isBefore(a: Cursor, b: Cursor): boolean {
  return a.openedAt < b.openedAt || (a.openedAt === b.openedAt && a.alertId < b.alertId)
}
