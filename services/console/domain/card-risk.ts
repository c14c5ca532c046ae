import type { Alert } from '#schemas/alert.ts'
import { familyOf } from '#schemas/detector-families.ts'
import type { CardRisk, Risk, RiskTerm } from '../views/card-risk.ts'

/** What of an alert makes a card's risk. */
export type RiskAlert = Pick<
  Alert,
  'alertId' | 'detector' | 'severity' | 'score' | 'mode' | 'lastAt'
>

/** How much a certain alert of each severity says of a card. Ours, as is the half-life. */
const WEIGHTS = { low: 0.1, medium: 0.3, high: 0.6, critical: 1 } as const
const HALF_LIFE_MS = 7 * 86_400_000

/**
 * How much a card stands out: what the strongest alert of each family adds, together 1 − Π(1 − value),
 * with every term behind it. `alerts`: all of the card; `asOf`: the moment to look from.
 */
export function cardRisk(alerts: readonly RiskAlert[], asOf: number): CardRisk {
  const of = (mode: RiskAlert['mode']) =>
    riskOf(
      alerts.filter((alert) => alert.mode === mode),
      asOf,
    )
  return { asOf, live: of('live'), shadow: of('shadow') }
}

function riskOf(alerts: readonly RiskAlert[], asOf: number): Risk {
  const strongest = new Map<string, Omit<RiskTerm, 'share'>>()
  for (const alert of alerts) {
    const term = termOf(alert, asOf)
    const before = strongest.get(term.family)
    if (!before || isStronger(term, before)) strongest.set(term.family, term)
  }
  const terms = [...strongest.values()].sort((a, b) => (isStronger(a, b) ? -1 : 1))
  const sum = terms.reduce((total, { value }) => total + value, 0)
  return {
    score: 1 - terms.reduce((rest, { value }) => rest * (1 - value), 1),
    terms: terms.map((term) => ({ ...term, share: sum > 0 ? term.value / sum : 0 })),
  }
}

function termOf(
  { alertId, detector, severity, score, lastAt }: RiskAlert,
  asOf: number,
): Omit<RiskTerm, 'share'> {
  const weight = WEIGHTS[severity]
  const ageMs = Math.max(0, asOf - lastAt)
  const decay = 2 ** (-ageMs / HALF_LIFE_MS)
  const family = familyOf(detector) ?? detector
  const value = weight * score * decay
  return { family, alertId, detector, severity, weight, score, ageMs, decay, value }
}

/** Of equals the id decides, so that the alerts' order is none of the answer. */
function isStronger(
  one: Pick<RiskTerm, 'value' | 'alertId'>,
  other: Pick<RiskTerm, 'value' | 'alertId'>,
): boolean {
  return one.value === other.value ? one.alertId < other.alertId : one.value > other.value
}
