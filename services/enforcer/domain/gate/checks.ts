import { basis } from './basis.ts'
import { budget } from './budget.ts'
import type { Check, Objection, Question } from './check.ts'
import { expiry } from './expiry.ts'
import { irreversible } from './irreversible.ts'
import { killSwitch } from './kill-switch.ts'
import { protectedCard } from './protected-card.ts'
import { remedyKnown } from './remedy-known.ts'
import { superseded } from './superseded.ts'
import { unknownProfile } from './unknown-profile.ts'

/** In this order; the first that fails decides. The budget is last: only what goes out is counted. */
const CHECKS: readonly Check[] = [
  superseded,
  expiry,
  killSwitch,
  basis,
  protectedCard,
  unknownProfile,
  irreversible,
  remedyKnown,
  budget,
]

export function firstObjection(question: Question): Objection | null {
  for (const check of CHECKS) {
    const objection = check(question)
    if (objection) return objection
  }
  return null
}
