import type { Finding, Found } from './finding.ts'

/** What a run knows besides what it found. */
export interface RunStamp
  extends Pick<Finding, 'audit' | 'requirement' | 'mode' | 'policyVersion'> {
  readonly asOf: number
}

export interface Reconciled {
  /** New versions to be written: nothing for a finding that is as it was. */
  readonly changed: readonly Finding[]
  readonly opened: number
  readonly resolved: number
}

/**
 * Holds what was found against the findings there are: opens the new, refreshes the open, closes what
 * is no longer true. `openedAt`, `dueAt` and `owner` stay while a finding is open. The same again
 * changes nothing.
 */
export function reconcile(
  known: readonly Finding[],
  found: readonly Found[],
  stamp: RunStamp,
): Reconciled {
  const before = new Map(known.map((finding) => [subjectOf(finding), finding]))
  const now = new Map(found.map((row) => [subjectOf(row), row]))
  const changed: Finding[] = []
  let opened = 0
  let resolved = 0
  for (const [subject, row] of now) {
    const old = before.get(subject)
    const next = seen(row, { old, stamp })
    if (old?.state !== 'open') opened += 1
    if (!old || !isSame(old, next)) changed.push(next)
  }
  for (const [subject, old] of before) {
    if (now.has(subject) || old.state === 'resolved') continue
    changed.push({ ...old, state: 'resolved', resolvedAt: stamp.asOf, version: old.version + 1 })
    resolved += 1
  }
  return { changed, opened, resolved }
}

interface Seen {
  readonly old: Finding | undefined
  readonly stamp: RunStamp
}

function seen(row: Found, { old, stamp }: Seen): Finding {
  const { asOf, ...about } = stamp
  const open = old?.state === 'open' ? old : undefined
  return {
    ...row,
    ...about,
    state: 'open',
    owner: old?.owner ?? '',
    openedAt: open?.openedAt ?? asOf,
    dueAt: open?.dueAt ?? row.dueAt,
    lastSeenAt: asOf,
    resolvedAt: null,
    version: (old?.version ?? 0) + 1,
  }
}

function subjectOf({ subjectKind, subjectId }: Found): string {
  return `${subjectKind} ${subjectId}`
}

/** In everything but its version. */
function isSame(old: Finding, next: Finding): boolean {
  const names = Object.keys(next) as (keyof Finding)[]
  return names.every((name) => name === 'version' || old[name] === next[name])
}
