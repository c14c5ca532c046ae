import type { PolicyDocument } from '#schemas/policy-document.ts'

/**
 * In which modes a policy runs a detector: `live`, `shadow`, both where classes of cards differ, or
 * nothing when it does not name it.
 */
export function ruleModes({ detectors }: PolicyDocument, detector: string): readonly string[] {
  const rule = detectors[detector]
  if (!rule) return []
  const modes = Object.values(rule.classes ?? {}).flatMap((ofClass) => [
    ofClass?.mode ?? rule.mode,
    ...[ofClass?.withPlan?.mode, ofClass?.withQuota?.mode],
  ])
  return [...new Set(modes.filter((mode) => mode !== undefined))].sort()
}
