import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Summary } from '../../views/summary.ts'
import { fetchJson } from './fetch-json.ts'

/** Counts may lag a little. */
const EVERY_MS = 5_000

export function useSummary(days: number) {
  return useQuery({
    queryKey: ['summary', days],
    queryFn: ({ signal }) => fetchJson<Summary>(`/api/summary?days=${days}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: EVERY_MS,
  })
}
