import type { Fact } from '../domain/fact.ts'

/** One filter for all that count outgoing calls: an engine may keep one mark for them. */
export function isCallOut({ callOut }: Fact): boolean {
  return callOut
}
