import type { AlertRow } from '../views/alert-row.ts'
import { useWords } from './text/use-words.ts'

type Severity = AlertRow['severity']

/** Told by its form as well as by its colour. */
const FORMS: Readonly<Record<Severity, string>> = {
  critical: 'M8 1l7 7-7 7-7-7z',
  high: 'M8 2l7 12H1z',
  medium: 'M3 3h10v10H3z',
  low: 'M8 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8z',
}

/** How bad, as a mark and a word. */
export function SeverityMark({ severity }: { readonly severity: Severity }) {
  const { t } = useWords()
  return (
    <span className="severity" data-severity={severity}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={FORMS[severity]} />
      </svg>
      <span>{t(`severity.${severity}`)}</span>
    </span>
  )
}
