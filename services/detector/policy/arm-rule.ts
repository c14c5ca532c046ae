import { type CardClass, LadderAction } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { Detector, VariantName } from '../detectors/detector.ts'
import { isSliding, SLIDING } from '../domain/window.ts'
import { windowOf } from '../features/feature-parts.ts'
import { keptBehind } from '../features/kept-behind.ts'
import { faultsIn } from './faults-in.ts'
import { type PolicyFault, withoutRepeats } from './policy-fault.ts'
import type { ArmedRule, Rule } from './rule.ts'
import { type PlacedKeys, placedKeys, type RuleLayer, variantsIn } from './rule-layers.ts'

const MINUTE_MS = 60_000

type ArmedOne =
  | { readonly status: 'armed'; readonly rule: ArmedRule }
  | { readonly status: 'refused'; readonly faults: readonly PolicyFault[] }

export interface ArmRuleOptions {
  readonly policy: PolicyDocument
  /** What the policy says of the detector, for everybody first. */
  readonly layers: readonly RuleLayer[]
}

/** One detector for one class: ready to be asked, or all that is wrong with it. */
export function armRule(
  detector: Detector,
  cardClass: CardClass,
  { policy, layers }: ArmRuleOptions,
): ArmedOne {
  const faults: PolicyFault[] = []
  const context = { detector, cardClass, policy, faults }
  const names = layers.flatMap(({ name }) => name ?? [])
  const overriddenBy = names.join(', ')
  const plain = complete(placedKeys(layers, cardClass), context)
  const variants = new Map<VariantName, Rule>()
  for (const name of variantsIn(layers, cardClass)) {
    const variant = complete(placedKeys(layers, cardClass, name), { ...context, variant: name })
    if (variant) variants.set(name, { ...variant, overriddenBy })
  }
  if (!plain || faults.length > 0) return { status: 'refused', faults: withoutRepeats(faults) }
  return {
    status: 'armed',
    rule: {
      ...plain,
      overriddenBy,
      detector,
      variants,
      counted: new Set(detector.features.flatMap(keptBehind)),
      roles: rolesOf(detector, policy),
    },
  }
}

/** Whether it can ever find anything, for some card. */
export function isOn({ mode, variants }: ArmedRule): boolean {
  return mode !== 'off' || [...variants.values()].some((variant) => variant.mode !== 'off')
}

interface Context {
  readonly detector: Detector
  readonly cardClass: CardClass
  /** Whose words they are; undefined: the plain ones. */
  readonly variant?: VariantName
  readonly policy: PolicyDocument
  readonly faults: PolicyFault[]
}

function complete(placed: PlacedKeys, context: Context): Omit<Rule, 'overriddenBy'> | undefined {
  const { detector, policy, faults } = context
  const { mode, severity, ladder, quietMinutes, settings = {} } = placed.keys
  faults.push(...faultsIn(detector.settings, settings, placed.placeOf('settings')))
  faults.push(...missing(placed, context))
  checkLadder(placed, context)
  const bound = detector.bind(settings)
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

/** What a key that must be there would say. */
const NEEDED = {
  mode: 'off, shadow or live',
  severity: 'low, medium, high or critical',
  ladder: 'what is to follow, at least flag',
} as const

function missing({ keys, placeOf }: PlacedKeys, { cardClass }: Context): PolicyFault[] {
  const names = (['mode', 'severity', 'ladder'] as const).filter(
    (name) => keys[name] === undefined || (name === 'ladder' && keys.ladder?.length === 0),
  )
  return names.map((name) => ({
    path: placeOf(name),
    words: `${name} is missing for class ${cardClass}: ${NEEDED[name]}`,
    about: 'value',
  }))
}

/** What a ladder may not say: more than its class allows, or more than a statistical finding may. */
function checkLadder({ keys, placeOf }: PlacedKeys, context: Context): void {
  const { detector, cardClass, variant, policy, faults } = context
  const most = policy.classes[cardClass]?.maximumAction
  if (!most) {
    const words = `there is no class ${cardClass}, but ${detector.id} is for it`
    faults.push({ path: ['classes'], words, about: 'value' })
  }
  for (const [index, { action, needs }] of (keys.ladder ?? []).entries()) {
    const complain = (words: string) =>
      faults.push({ path: [...placeOf('ladder'), index, 'action'], words, about: 'value' })
    if (most && heightOf(action) > heightOf(most)) {
      complain(`${action} is above maximumAction ${most} of class ${cardClass}`)
    }
    const statistical = detector.basis(cardClass, variant) === 'statistical'
    if (statistical && heightOf(action) > heightOf('reverify') && !needs) {
      complain(`${action} on a statistical finding needs corroborated or person`)
    }
  }
}

function heightOf(action: LadderAction): number {
  return LadderAction.options.indexOf(action)
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
