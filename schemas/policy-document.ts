import { z } from 'zod'
import { CommonSettings } from './common-settings.ts'
import { DetectorRule } from './detector-rule.ts'
import { Label } from './identifiers.ts'
import { OwnRule } from './own-rule.ts'
import { CardClass, LadderAction, Severity, TimeZone } from './policy.ts'
import { PolicyLists } from './policy-lists.ts'
import { GroupKey, Override } from './policy-override.ts'

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
  common: CommonSettings,
  /** By carrier; `other` is the one for carriers not named. */
  remedies: z.record(z.string(), Remedy),
  lists: PolicyLists,
  roles: z.record(z.string(), z.record(z.string(), RoleEffect)).default({}),
  detectors: z.record(z.string(), DetectorRule),
  rules: z.record(RuleId, OwnRule).default({}),
  tenants: z.record(Label, Override).default({}),
  groups: z.record(GroupKey, Override).default({}),
  audits: z.record(RuleId, AuditRule).default({}),
})
export type PolicyDocument = z.infer<typeof PolicyDocument>
