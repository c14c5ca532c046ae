import { imeiKey } from '#schemas/identifiers.ts'
import type { Usage } from '#schemas/usage.ts'
import type { ArmedPolicy } from '../policy/rule.ts'

/** The device of a record, unless it is, or may be, one of the numbers that many devices send. */
export function deviceOf({ imei }: Usage, policy: ArmedPolicy): string | undefined {
  const { placeholderImeis, isKnown: knowsPlaceholders } = policy
  if (imei == null || !knowsPlaceholders) return undefined
  const device = imeiKey(imei)
  return placeholderImeis.has(device) ? undefined : device
}
