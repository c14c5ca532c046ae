import { z } from 'zod'
import { Label } from './identifiers.ts'

export const CardClass = z.enum(['ordinary', 'telesales', 'iot', 'unregistered'])
export type CardClass = z.infer<typeof CardClass>

export const Severity = z.enum(['low', 'medium', 'high', 'critical'])
export type Severity = z.infer<typeof Severity>

/** `warn` and `act`: the two heights of a finding. */
export const Level = z.enum(['warn', 'act'])
export type Level = z.infer<typeof Level>

export const CardFunction = z.enum(['voice', 'sms', 'data'])
export type CardFunction = z.infer<typeof CardFunction>

/** What a ladder may propose, gentlest first. */
export const LadderAction = z.enum(['flag', 'reverify', 'bar', 'suspend'])
export type LadderAction = z.infer<typeof LadderAction>

export const DetectorMode = z.enum(['off', 'shadow', 'live'])
export type DetectorMode = z.infer<typeof DetectorMode>

/**
 * The largest value still accepted. A number holds for both levels; `{ warn, act }` names them, and
 * one alone reaches only its level.
 */
export const Limit = z.union([
  z.number().nonnegative(),
  z.strictObject({
    warn: z.number().nonnegative().optional(),
    act: z.number().nonnegative().optional(),
  }),
])
export type Limit = z.infer<typeof Limit>

/** A time of day span, `09:00-21:00`, in the card's own time zone; end exclusive. */
export const HourSpan = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'hours look like 09:00-21:00')

/** An IANA name this runtime knows. */
export const TimeZone = z.string().max(64).refine(isTimeZone, 'no such time zone')

/** One rung. `at`: the level that reaches it; `needs`: what must be there besides the finding. */
export const LadderStep = z
  .strictObject({
    at: Level.default('act'),
    action: LadderAction,
    functions: z.array(CardFunction).min(1).optional(),
    needs: z.enum(['corroborated', 'person']).optional(),
    until: z.enum(['day', 'cycle']).optional(),
    hours: z.int().positive().optional(),
    report: z.boolean().optional(),
  })
  .refine(({ action, functions }) => (action === 'bar') === (functions !== undefined), {
    message: 'bar names its functions, other actions name none',
  })
export type LadderStep = z.infer<typeof LadderStep>

const ruleKeys = {
  mode: DetectorMode.optional(),
  /** One word, or one a level. */
  severity: z.union([Severity, z.strictObject({ warn: Severity, act: Severity })]).optional(),
  /** The detector's own schema checks these when it is armed. */
  settings: z.record(z.string(), z.unknown()).optional(),
  ladder: z.array(LadderStep).optional(),
  /** An episode is over when it has not tripped for this long, in event time. */
  quietMinutes: z.int().positive().optional(),
}

const Variant = z.strictObject(ruleKeys)

const variants = {
  withPlan: Variant.optional(),
  withQuota: Variant.optional(),
  soldered: Variant.optional(),
  unbound: Variant.optional(),
}

const ClassRule = z.strictObject({ ...ruleKeys, ...variants })
export type ClassRule = z.infer<typeof ClassRule>

/** What the policy says of one detector; a class's keys replace the detector's, key by key. */
const DetectorRule = z.strictObject({
  ...ruleKeys,
  ...variants,
  classes: z.partialRecord(CardClass, ClassRule).optional(),
})

export type DetectorRule = z.infer<typeof DetectorRule>

/** Other words for some detectors, key by key as in `detectors`. */
const Override = z.strictObject({ detectors: z.record(z.string(), DetectorRule) })

/** What of a profile a group is told by, widest first: the narrowest that is named wins. */
export const GroupKind = z.enum(['reseller', 'batch', 'pool'])
export type GroupKind = z.infer<typeof GroupKind>

/** `pool:pool-12`. */
const GroupKey = z
  .string()
  .max(300)
  .regex(/^(reseller|batch|pool):./, 'a group looks like reseller:mvno-7, batch:b-1 or pool:p-1')

/** One number held against one limit: above or below trips, at least is the support it needs. */
const OwnCondition = z
  .strictObject({
    /** `measure.window`, as in evidence. */
    feature: Label,
    above: z.number().nonnegative().optional(),
    below: z.number().positive().optional(),
    atLeast: z.number().positive().optional(),
  })
  .refine(
    ({ above, below, atLeast }) =>
      [above, below, atLeast].filter((limit) => limit !== undefined).length === 1,
    { message: 'a condition has one of above, below and atLeast' },
  )
export type OwnCondition = z.infer<typeof OwnCondition>

/** `{0}`, `{1}` …: what was observed, in the order of the conditions. Bounded: it is in every alert. */
const Wording = z.string().min(1).max(500)

/** A rule without code: all its conditions together raise a flag, and nothing more. */
const OwnRule = z.strictObject({
  classes: z.array(CardClass).min(1),
  mode: DetectorMode.exclude(['off']),
  severity: Severity,
  /** One signal with the detectors of this family. */
  family: z.enum(['contract', 'calling', 'device', 'history']).default('calling'),
  conditions: z
    .array(OwnCondition)
    .min(1)
    .max(8)
    .refine((conditions) => conditions.some(({ atLeast }) => atLeast === undefined), {
      message: 'nothing trips: at least one condition says above or below',
    }),
  quietMinutes: z.int().positive().optional(),
  reason: z.strictObject({ en: Wording, zh: Wording }),
  /** The clause it serves. */
  requirement: Label.optional(),
})
export type OwnRule = z.infer<typeof OwnRule>

/** An audit looks at the register and history on a schedule; it opens findings, commands nothing. */
const AuditRule = z.strictObject({
  mode: z.enum(['off', 'live']),
  severity: Severity,
  /** The audit's own schema checks these. */
  settings: z.record(z.string(), z.unknown()),
})

/** A name of one's own: `many-night-calls`. */
const RuleId = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'an id is lower case words with hyphens')

const CarrierDays = z.record(z.string(), z.int().positive())

/** What a card remembers of its peers and devices reaches back no further. Ours. */
export const MOST_LATENESS_HOURS = 72

const Common = z.strictObject({
  reverifyHours: z.int().positive().default(24),
  corroborationHours: z.int().positive().default(24),
  /** How long a card's usage may come out of order and event ids are kept. */
  allowedLatenessHours: z.number().positive().max(MOST_LATENESS_HOURS),
  minimumQuietMinutes: z.int().positive(),
  shadowDaysBeforeLive: z.int().nonnegative().optional(),
  shortCallSeconds: z.int().positive().optional(),
  shortGapSeconds: z.int().positive().optional(),
  newCardDays: z.int().positive().optional(),
  silentDays: z.number().positive(),
  unregisteredGraceMinutes: z.number().nonnegative(),
  regionGraceMinutes: z.number().nonnegative().optional(),
  stopGraceMinutes: z.number().nonnegative().optional(),
  riskListDays: z.int().positive().optional(),
  /** A source whose newest event is this far behind log time is late: silence proves nothing. */
  lateSourceMinutes: z.number().positive().default(60),
  /** How long a proposal may be acted on by a machine, from its decision. */
  proposalValidMinutes: z.number().positive().default(60),
  billingCycleStartDay: z.record(z.string(), z.int().min(1).max(31)),
  testDays: CarrierDays.optional(),
})

const Names = z.array(Label).default([])

const Lists = z.strictObject({
  /** Local dates, `2027-02-06`. */
  holidays: z.array(z.iso.date()).default([]),
  homeMcc: Names,
  closedRegions: Names,
  premiumPrefixes: Names,
  handsetTacs: Names,
  placeholderImeis: Names,
  signallingApns: Names,
  ownNumbers: Names,
  riskDevices: Names,
  riskCells: Names,
  riskRegions: Names,
  humanAppCategories: Names,
  allowedPeerKinds: Names,
})

/** Where a card's holder turns to. */
export const Remedy = z.object({ channel: z.string().min(1), documents: z.array(z.string()) })
export type Remedy = z.infer<typeof Remedy>

/** A factor on a statistical rule's limits, or the rule in shadow. */
const RoleEffect = z.union([z.number().positive(), z.literal('shadow')])

/** A number that only grows stands behind the `@`; a higher one replaces a lower one. */
export const PolicyVersion = z
  .string()
  .regex(/^[\w.-]+@\d{1,9}$/, 'a version looks like cn-default@7')

/** The rules as data: see policies/cn-default.yaml for one with its comments. */
export const PolicyDocument = z.strictObject({
  version: PolicyVersion,
  effectiveFrom: z.iso.date().optional(),
  /** For cards whose profile names none. */
  timeZone: TimeZone,
  classes: z.partialRecord(
    CardClass,
    z.strictObject({ name: z.string(), maximumAction: LadderAction }),
  ),
  common: Common,
  /** By carrier; `other` is the one for carriers not named. */
  remedies: z.record(z.string(), Remedy),
  lists: Lists,
  roles: z.record(z.string(), z.record(z.string(), RoleEffect)).default({}),
  detectors: z.record(z.string(), DetectorRule),
  rules: z.record(RuleId, OwnRule).default({}),
  tenants: z.record(Label, Override).default({}),
  groups: z.record(GroupKey, Override).default({}),
  audits: z.record(RuleId, AuditRule).default({}),
})
export type PolicyDocument = z.infer<typeof PolicyDocument>

function isTimeZone(name: string): boolean {
  if (/^[+-]/.test(name)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name)
    return true
  } catch {
    return false
  }
}
