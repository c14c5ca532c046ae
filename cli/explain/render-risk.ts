import type { CardRisk, Risk, RiskTerm } from '../../services/console/views/card-risk.ts'
import { formatDetector, formatFactor, formatShare, formatTime } from './formats.ts'
import { FAMILY_WORDS, type Language, SEVERITY_WORDS, WORDS } from './words.ts'

const DAY_MS = 86_400_000

/** A card's risk as text, a line for each family. */
export function renderRisk(
  iccid: string,
  { asOf, live, shadow }: CardRisk,
  { language, timeZone }: { readonly language: Language; readonly timeZone: string },
): string {
  const say = (word: keyof typeof WORDS) => WORDS[word][language]
  const when = `${say('asOf')} ${formatTime(asOf, { timeZone })} (${timeZone})`
  const parts = [
    `${say('risk')} ${iccid}  ${when}`,
    ...linesOf(live, 'live', language),
    ...linesOf(shadow, 'shadow', language),
  ]
  return `${parts.join('\n')}\n`
}

function linesOf({ score, terms }: Risk, mode: 'live' | 'shadow', language: Language): string[] {
  const head = `${WORDS[mode][language]}: ${formatFactor(score)}`
  if (terms.length === 0) return [`${head}  ${WORDS.noAlerts[language]}`]
  const product = terms.map(({ value }) => `(1 − ${formatFactor(value)})`).join('')
  return [`${head} = 1 − ${product}`, ...terms.map((term) => `  ${termLine(term, language)}`)]
}

/** `calling: 0.3 = 0.6 (high) · 0.5 · 1 (0 days), 100%; call-rate <alert>`. */
function termLine(term: RiskTerm, language: Language): string {
  const { family, severity, weight, score, decay, ageMs, value, share } = term
  const age = `${formatFactor(ageMs / DAY_MS)} ${WORDS.days[language]}`
  const factors = [
    `${formatFactor(weight)} (${SEVERITY_WORDS[severity][language]})`,
    formatFactor(score),
    `${formatFactor(decay)} (${age})`,
  ]
  const name = FAMILY_WORDS[family]?.[language] ?? family
  const alert = `${formatDetector(term.detector, { language })} ${term.alertId}`
  return `${name}: ${formatFactor(value)} = ${factors.join(' · ')}, ${formatShare(share)}; ${alert}`
}
