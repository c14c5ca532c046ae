import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { CardRisk } from '../../views/card-risk.ts'
import type { Explanation } from '../../views/explanation.ts'
import type { UsageDay, UsageHour } from '../../views/usage-day.ts'
import { fetchJson } from './fetch-json.ts'

export interface AlertAddress {
  readonly openedAt: string
  readonly alertId: string
}

const AGAIN_MS = 2_000
/** The history follows the stream by a second or so; after that it is not going to know more. */
const MOST_TRIES = 5

/** Why an alert was raised. `revision`: the newest one heard of; a newer one is asked for. */
export function useExplanation({ openedAt, alertId }: AlertAddress, revision: number) {
  return useQuery({
    queryKey: ['alert', openedAt, alertId, revision],
    queryFn: ({ signal }) => fetchJson<Explanation>(`/api/alerts/${openedAt}/${alertId}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, error, dataUpdateCount } }) => {
      if (error || data?.samples === null) return AGAIN_MS
      return data?.samples?.length === 0 && dataUpdateCount < MOST_TRIES ? AGAIN_MS : false
    },
  })
}

/** What the card did in the day before. */
export function useUsageDay({ openedAt, alertId }: AlertAddress, revision: number) {
  return useQuery({
    queryKey: ['usage', openedAt, alertId, revision],
    queryFn: ({ signal }) =>
      fetchJson<UsageDay>(`/api/alerts/${openedAt}/${alertId}/usage`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, error, dataUpdateCount } }) => {
      if (error) return AGAIN_MS
      return data?.hours.every(isIdle) && dataUpdateCount < MOST_TRIES ? AGAIN_MS : false
    },
  })
}

/** How much the alert's card stands out. */
export function useCardRisk({ openedAt, alertId }: AlertAddress, revision: number) {
  return useQuery({
    queryKey: ['risk', openedAt, alertId, revision],
    queryFn: ({ signal }) => fetchJson<CardRisk>(`/api/alerts/${openedAt}/${alertId}/risk`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { error } }) => (error ? AGAIN_MS : false),
  })
}

export function isIdle({ callsOutgoing, callsIncoming, sms, bytes }: UsageHour): boolean {
  return callsOutgoing + callsIncoming + sms + bytes === 0
}
