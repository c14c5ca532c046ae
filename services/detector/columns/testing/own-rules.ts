import fc from 'fast-check'
import type { OwnRule } from '#schemas/own-rule.ts'
import { policy } from '../../../../test/support/builders.ts'
import type { FeatureName } from '../../features/catalogue.ts'
import { faultsOfOwnRule } from '../../policy/check-own-rule.ts'

/** Of every way in which a card has room for a condition. */
const FEATURES: readonly FeatureName[] = [
  ...(['callsShift.14days', 'bytesTimesMedian.14days', 'daysSeen.14days'] as const),
  ...(['distance.last', 'speed.last', 'hoursAway.last', 'silentDays.last'] as const),
  ...(['callbacks.1d', 'strangersOffHours.day', 'strangers.1d', 'quotaRatio.cycle'] as const),
  ...(['cellsDistinct.7d', 'regionsDistinct.2d', 'imeisDistinct.7d'] as const),
  ...(['callsOutgoing.day', 'callsOutgoing.1h', 'callsConcurrent.1h', 'smsOutgoing.day'] as const),
  ...(['bytesTotal.day', 'bytesTotal.1h', 'usageRecords.day', 'imeiMismatches.lifetime'] as const),
]
const limit = fc.oneof(
  fc.constantFrom(0.5, 1, 1.5, 2, 3, 5, 9, 14, 100, 900, 1_000_000),
  fc.integer({ min: 1, max: 40 }),
)
const condition = fc.oneof(
  { weight: 5, arbitrary: fc.record({ feature: feature(), above: limit }) },
  { weight: 3, arbitrary: fc.record({ feature: feature(), atLeast: limit }) },
  { weight: 1, arbitrary: fc.record({ feature: feature(), below: limit }) },
)
const ownRule = fc
  .uniqueArray(condition, { minLength: 1, maxLength: 3, selector: (one) => one.feature })
  .map(
    (conditions): OwnRule => ({
      classes: ['ordinary', 'iot', 'telesales'],
      mode: 'live',
      severity: 'low',
      family: 'history',
      quietMinutes: 1,
      conditions,
      reason: { en: '{0}', zh: '{0}' },
    }),
  )
  .filter((one) => isAllowed(one))

/** A policy of a few rules of its own, and without detectors: they would have records looked at. */
export const ownRules = fc.array(ownRule, { minLength: 1, maxLength: 4 }).map((rules) =>
  policy((document) => {
    document.detectors = {}
    document.groups = {}
    document.tenants = {}
    for (const [n, rule] of rules.entries()) document.rules[`own-rule-${n}`] = rule
  }),
)

function feature(): fc.Arbitrary<FeatureName> {
  return fc.constantFrom(...FEATURES)
}

function isAllowed(rule: OwnRule): boolean {
  const isTripped = rule.conditions.some(({ atLeast }) => atLeast === undefined)
  return isTripped && faultsOfOwnRule('own-rule', rule, new Map()).length === 0
}
