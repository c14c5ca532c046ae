import { PolicyDocument } from '#schemas/policy-document.ts'
import { armPolicy } from './arm-policy.ts'
import { blindRules } from './blind-rules.ts'
import { faultsIn } from './faults-in.ts'
import { type PolicyFault, withoutRepeats } from './policy-fault.ts'
import { withoutFaulty } from './without-faulty.ts'

/** A policy that was looked at. */
export type Checked =
  | {
      readonly status: 'good'
      readonly document: PolicyDocument
      /** What works, and hardly as it was meant. */
      readonly warnings: readonly PolicyFault[]
    }
  | { readonly status: 'bad'; readonly faults: readonly PolicyFault[] }

/** Form and content together: all that is wrong at once, so that nobody has to ask again and again. */
export function checkDocument(raw: unknown): Checked {
  const faults = faultsIn(PolicyDocument, raw)
  if (faults.length > 0) return { status: 'bad', faults: [...faults, ...faultsOfRest(raw, faults)] }
  const document = PolicyDocument.parse(raw)
  const armed = armPolicy(document)
  if (armed.status === 'refused') return { status: 'bad', faults: armed.faults }
  return { status: 'good', document, warnings: blindRules(document) }
}

/** What is wrong with those parts that have the right form. */
function faultsOfRest(raw: unknown, faults: readonly PolicyFault[]): readonly PolicyFault[] {
  const { rest, left } = withoutFaulty(raw, faults)
  const parsed = PolicyDocument.safeParse(rest)
  if (!parsed.success) return []
  const armed = armPolicy(parsed.data)
  if (armed.status === 'armed') return []
  return withoutRepeats(armed.faults).filter(({ path }) => !path.some((name) => left.has(name)))
}
