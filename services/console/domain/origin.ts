export type OriginPart =
  | { readonly kind: 'policy'; readonly version: string }
  | { readonly kind: 'class'; readonly name: string }
  /** Limits are times `factor`; without one the role only has it watched. */
  | { readonly kind: 'role'; readonly name: string; readonly factor: number | undefined }
  /** `since`: epoch milliseconds; undefined: the contracts of a group. */
  | { readonly kind: 'contract'; readonly term: string; readonly since: number | undefined }
  | { readonly kind: 'other'; readonly text: string }

/** Who set a limit, as the evidence of an alert tells it, part by part. */
export function readOrigin(origin: string): OriginPart[] {
  return origin.split(', ').map(readPart)
}

function readPart(text: string): OriginPart {
  const [, version] = /^policy (\S+)$/.exec(text) ?? []
  if (version) return { kind: 'policy', version }
  const [, cardClass] = /^class (\w+)$/.exec(text) ?? []
  if (cardClass) return { kind: 'class', name: cardClass }
  const [, role, factor] = /^role (\w+) ([\d.]+|shadow)$/.exec(text) ?? []
  if (role)
    return { kind: 'role', name: role, factor: factor === 'shadow' ? undefined : Number(factor) }
  const [, term, since] = /^(\w+) of the contract(?:s| of (\d+))$/.exec(text) ?? []
  if (term) return { kind: 'contract', term, since: since ? Number(since) : undefined }
  return { kind: 'other', text }
}
