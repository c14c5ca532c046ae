import { CardClass } from '#schemas/policy.ts'
import type { PolicyFault } from './policy-fault.ts'

interface Rest {
  /** The policy without its faulty parts. */
  readonly rest: unknown
  /** Detectors and rules that were left out: what is said of them now would be our own doing. */
  readonly left: ReadonlySet<string | number>
}

/** Sections whose entries stand alone; of the others a fault takes the whole, and a stand-in comes. */
const BY_ENTRY = new Set(['detectors', 'rules', 'tenants', 'groups', 'audits', 'roles', 'remedies'])

/** Fits every rule, so that no rule is blamed for a section that is faulty itself. */
const STAND_INS: Readonly<Record<string, unknown>> = {
  version: 'rest@0',
  timeZone: 'UTC',
  classes: Object.fromEntries(
    CardClass.options.map((name) => [name, { name, maximumAction: 'suspend' }]),
  ),
  common: {
    allowedLatenessHours: 1,
    minimumQuietMinutes: 1,
    silentDays: 1,
    unregisteredGraceMinutes: 1,
    billingCycleStartDay: {},
  },
  remedies: {},
  lists: {},
  detectors: {},
}

/** What can still be looked at of a policy that has faults of form. */
export function withoutFaulty(raw: unknown, faults: readonly PolicyFault[]): Rest {
  if (typeof raw !== 'object' || raw === null) return { rest: raw, left: new Set() }
  const rest = new Map<string, unknown>(Object.entries(raw))
  const left = new Set<string | number>()
  for (const { path } of faults) {
    const [section, entry] = path.map(String)
    if (section === undefined) continue
    if (entry !== undefined && BY_ENTRY.has(section)) {
      rest.set(section, withoutEntry(rest.get(section), entry))
      if (section === 'detectors' || section === 'rules') left.add(entry)
    } else if (Object.hasOwn(STAND_INS, section)) rest.set(section, STAND_INS[section])
    else rest.delete(section)
  }
  return { rest: Object.fromEntries(rest), left }
}

function withoutEntry(section: unknown, entry: string): unknown {
  if (typeof section !== 'object' || section === null) return section
  return Object.fromEntries(Object.entries(section).filter(([name]) => name !== entry))
}
