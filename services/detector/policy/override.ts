import type { DetectorRule } from '#schemas/detector-rule.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import type { GroupKind } from '#schemas/policy-override.ts'
import type { Profile } from '#schemas/profile.ts'
import type { PolicyPath } from './policy-fault.ts'

type OverrideKind = 'tenant' | GroupKind

/** What the policy says of some detectors for the cards of one tenant or group. */
export interface Override {
  readonly kind: OverrideKind
  readonly id: string
  /** Its place in the policy: stands for it in keys, as ids may hold any character. */
  readonly index: number
  readonly path: PolicyPath
  readonly detectors: Readonly<Record<string, DetectorRule>>
}

/** Widest first; a card is in at most one of each, and the narrowest wins. */
const KINDS = ['tenant', 'reseller', 'batch', 'pool'] as const satisfies OverrideKind[]

export function overridesOf({ tenants, groups }: PolicyDocument): readonly Override[] {
  const ofTenants = Object.entries(tenants).map(([id, { detectors }]) => {
    const kind: OverrideKind = 'tenant'
    return { kind, id, path: ['tenants', id, 'detectors'], detectors }
  })
  const ofGroups = Object.entries(groups).map(([key, { detectors }]) => {
    const [kind, id] = partsOf(key)
    return { kind, id, path: ['groups', key, 'detectors'], detectors }
  })
  return [...ofTenants, ...ofGroups].map((override, index) => ({ ...override, index }))
}

/** `pool:p-1` to `pool` and `p-1`. The schema has looked at it. */
function partsOf(key: string): [GroupKind, string] {
  const colon = key.indexOf(':')
  return [key.slice(0, colon) as GroupKind, key.slice(colon + 1)]
}

/** `tenant acme-meters`, for evidence. */
export function nameOfOverride({ kind, id }: Override): string {
  return `${kind} ${id}`
}

/** Finds the overrides of a card, widest first. */
export class OverrideIndex {
  readonly #byKind = new Map<OverrideKind, Map<string, Override>>()

  constructor(overrides: readonly Override[]) {
    for (const override of overrides) {
      const known = this.#byKind.get(override.kind) ?? new Map<string, Override>()
      this.#byKind.set(override.kind, known.set(override.id, override))
    }
  }

  get isEmpty(): boolean {
    return this.#byKind.size === 0
  }

  of(profile: Profile): readonly Override[] {
    const found: Override[] = []
    for (const kind of KINDS) {
      const override = this.#byKind.get(kind)?.get(profile[kind] ?? '')
      if (override) found.push(override)
    }
    return found
  }
}
