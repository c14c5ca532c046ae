import type { Family } from './enforcement-event.ts'

/**
 * Which built-in detectors see the same behaviour, for those who read alerts and may not load the
 * detectors themselves. The catalogues are the truth; a test holds this to them.
 */
const DETECTORS = {
  contract: [
    'calls-outside-hours',
    'calls-without-licence',
    'data-on-voice-card',
    'data-over-quota',
    'general-data-over-100mb',
    'human-internet-apps',
    'inbound-only-calls-out',
    'peer-not-allowed',
    'sms-on-data-card',
    'sms-on-voice-disabled-card',
    'test-period-abuse',
    'undirected-access',
    'unregistered-card',
    'use-after-stop',
    'voice-on-data-card',
  ],
  calling: [
    'call-burst',
    'call-rate',
    'call-volume-day',
    'callee-dispersion',
    'code-receiver',
    'concurrent-calls',
    'dispersed-one-way-caller',
    'few-calls-per-contact',
    'high-cost-destination',
    'high-usage',
    'low-answer-rate',
    'machine-dialling',
    'many-callees',
    'new-card-rush',
    'one-way-caller',
    'one-way-contact',
    'own-baseline-shift',
    'repeat-same-callee',
    'repeated-overuse',
    'sequential-dialling',
    'session-storm',
    'short-calls',
    'sim-box-pattern',
    'sms-dispersion',
    'sms-flood',
    'stranger-burst',
    'undeclared-telesales',
    'wangiri-caller',
  ],
  device: [
    'high-risk-cell',
    'high-risk-device',
    'high-risk-region',
    'imei-change',
    'impossible-travel',
    'many-devices',
    'many-devices-week',
    'region-fence',
    'region-jump',
    'roaming-not-allowed',
    'used-in-phone',
  ],
  history: ['data-spike', 'dormant-wake', 'repeat-offender'],
  group: [
    'batch-surge',
    'called-after-refusal',
    'callee-bombing',
    'card-rotation',
    'cloned-imei',
    'device-with-many-sims',
    'pool-exhaustion',
  ],
} as const satisfies Readonly<Record<Family, readonly string[]>>

const FAMILIES: ReadonlyMap<string, Family> = new Map(
  Object.entries(DETECTORS).flatMap(([family, ids]) =>
    ids.map((id): [string, Family] => [id, family as Family]),
  ),
)

/** Undefined: a rule of the policy's own, or a detector that is no longer there. */
export function familyOf(detector: string): Family | undefined {
  return FAMILIES.get(detector)
}

/** Every detector that has a family here. */
export const FAMILY_DETECTORS: readonly string[] = [...FAMILIES.keys()]
