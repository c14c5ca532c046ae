import {
  type CardClass,
  type ClassRule,
  LadderAction,
  type LadderStep,
  type PolicyDocument,
} from '#schemas/policy.ts'
import type { Detector, VariantName } from '../detectors/detector.ts'
import { isSliding, SLIDING } from '../domain/window.ts'
import { windowOf } from '../features/feature-parts.ts'
import { keptBehind } from '../features/kept-behind.ts'
import type { ArmedRule, Rule } from './rule.ts'

const MINUTE_MS = 60_000
const VARIANTS = ['withPlan', 'withQuota', 'soldered', 'unbound'] as const satisfies VariantName[]

type ArmedOne =
  | { readonly status: 'armed'; readonly rule: ArmedRule }
  | { readonly status: 'refused'; readonly reasons: readonly string[] }

type RuleKeys = Omit<ClassRule, VariantName>

/** One detector for one class: a class's keys replace the detector's, a variant's replace both. */
export function armRule(
  detector: Detector,
  cardClass: CardClass,
  policy: PolicyDocument,
): ArmedOne {
  const { classes, ...base } = policy.detectors[detector.id] ?? {}
  const own: ClassRule = { ...base, ...classes?.[cardClass] }
  const reasons: string[] = []
  const complain = (reason: string) => {
    reasons.push(`detectors.${detector.id}, class ${cardClass}: ${reason}`)
  }
  const context = { detector, cardClass, policy, complain }
  const rule = complete(own, context)
  const variants = new Map<VariantName, Rule>()
  for (const name of VARIANTS) {
    const variant = own[name] && complete({ ...own, ...own[name] }, context)
    if (variant) variants.set(name, variant)
  }
  if (!rule || reasons.length > 0) return { status: 'refused', reasons: [...new Set(reasons)] }
  return {
    status: 'armed',
    rule: {
      ...rule,
      detector,
      variants,
      counted: new Set(detector.features.flatMap(keptBehind)),
      roles: rolesOf(detector, policy),
    },
  }
}

interface Context {
  readonly detector: Detector
  readonly cardClass: CardClass
  readonly policy: PolicyDocument
  complain(reason: string): void
}

function complete(keys: RuleKeys, context: Context): Rule | undefined {
  const { detector, policy, complain } = context
  const { mode, severity, ladder, quietMinutes } = keys
  const bound = detector.bind(keys.settings ?? {})
  if (bound.status === 'refused') complain(`settings: ${bound.reason}`)
  if (!mode) complain('mode is missing: off, shadow or live')
  if (!severity) complain('severity is missing')
  if (!ladder || ladder.length === 0)
    complain('ladder is missing: what is to follow, at least flag')
  for (const step of ladder ?? []) checkStep(step, context)
  if (bound.status === 'refused' || !mode || !severity || !ladder) return undefined
  return {
    mode,
    severity: typeof severity === 'string' ? { warn: severity, act: severity } : severity,
    ladder,
    quietMs: quietMinutes ? quietMinutes * MINUTE_MS : usualQuietMs(detector, policy),
    alternatives: bound.alternatives,
    variant: bound.variant,
  }
}

/** What a ladder may not say: more than its class allows, or more than a statistical finding may. */
function checkStep(
  { action, needs }: LadderStep,
  { detector, cardClass, policy, complain }: Context,
) {
  const height = (name: LadderAction) => LadderAction.options.indexOf(name)
  const most = policy.classes[cardClass]?.maximumAction
  if (!most) complain(`classes.${cardClass} is missing`)
  else if (height(action) > height(most))
    complain(`ladder: ${action} is above maximumAction ${most}`)
  const statistical = detector.basis(cardClass) === 'statistical'
  if (statistical && height(action) > height('reverify') && !needs) {
    complain(`ladder: ${action} on a statistical finding needs corroborated or person`)
  }
}

/** The longest sliding window of its features, and no less than the policy's minimum. */
function usualQuietMs({ features }: Detector, { common }: PolicyDocument): number {
  const sizes = features.map((name) => {
    const window = windowOf(name)
    return isSliding(window) ? SLIDING[window].sizeMs : 0
  })
  return Math.max(common.minimumQuietMinutes * MINUTE_MS, ...sizes)
}

/** They never lift a hard breach: `evaluate` looks at the basis. */
function rolesOf({ id }: Detector, { roles }: PolicyDocument): ArmedRule['roles'] {
  const effects = Object.entries(roles).map(([role, effect]) => [role, effect[id]] as const)
  return new Map(
    effects.flatMap(([role, effect]) => (effect === undefined ? [] : [[role, effect]])),
  )
}
