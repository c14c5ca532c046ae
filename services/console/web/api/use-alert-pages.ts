import { useInfiniteQuery } from '@tanstack/react-query'
import type { AlertPage } from '../../views/alert-row.ts'
import type { View } from '../list/view.ts'
import { fetchJson } from './fetch-json.ts'

/** How soon a list that failed is asked for again. */
const AGAIN_MS = 3_000

/** The list from the history, page by page. A failure mends itself. */
export function useAlertPages(view: View) {
  return useInfiniteQuery({
    queryKey: ['alerts', view],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => fetchJson<AlertPage>(listPath(view, pageParam), signal),
    getNextPageParam: ({ before }) => before,
    refetchInterval: ({ state }) => (state.error ? AGAIN_MS : false),
  })
}

function listPath({ detector, severity, mode, days }: View, before: string): string {
  const asked = { detector, severity, mode: mode === 'all' ? '' : mode, days: String(days), before }
  const given = Object.entries(asked).filter(([, value]) => value !== '')
  return `/api/alerts?${new URLSearchParams(given)}`
}
