import { useSearchParams } from 'wouter'
import type { AlertRow } from '../../views/alert-row.ts'

/** What a person looks at; it stands in the address, so that a link shows the same. */
export interface View {
  /** Empty: every one. */
  readonly detector: string
  readonly severity: string
  readonly mode: 'live' | 'shadow' | 'all'
  readonly days: number
}

const SEVERITIES: readonly string[] = ['critical', 'high', 'medium', 'low']
const DAYS: readonly number[] = [1, 7, 30, 365]

export const VIEW_CHOICES = {
  severities: SEVERITIES,
  days: DAYS,
  modes: ['live', 'shadow', 'all'],
} as const

/** The view of the address, and how to change it. */
export function useView(): [View, (change: Partial<View>) => void] {
  const [search, setSearch] = useSearchParams()
  const view = readView(search)
  return [view, (change) => setSearch(writeView({ ...view, ...change }), { replace: true })]
}

function readView(search: URLSearchParams): View {
  const severity = search.get('severity') ?? ''
  const days = Number(search.get('days'))
  const mode = search.get('mode')
  return {
    detector: search.get('detector') ?? '',
    severity: SEVERITIES.includes(severity) ? severity : '',
    mode: mode === 'shadow' || mode === 'all' ? mode : 'live',
    days: DAYS.includes(days) ? days : 7,
  }
}

function writeView({ detector, severity, mode, days }: View): URLSearchParams {
  const search = new URLSearchParams()
  if (detector !== '') search.set('detector', detector)
  if (severity !== '') search.set('severity', severity)
  if (mode !== 'live') search.set('mode', mode)
  if (days !== 7) search.set('days', String(days))
  return search
}

/** True for an alert that belongs into the view; the range is the API's matter. */
export function isInView(row: AlertRow, { detector, severity, mode }: View): boolean {
  if (detector !== '' && row.detector !== detector) return false
  if (severity !== '' && row.severity !== severity) return false
  return mode === 'all' || row.mode === mode
}
