import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { useAlertPages } from '../api/use-alert-pages.ts'
import { openStream } from './open-stream.ts'
import { useLive, useLiveStore } from './use-live.ts'

/**
 * Opens the stream once the first list has come, behind what it shows; without a list, from now. When
 * the stream could not go on from where it was, everything is asked for again.
 */
export function useStream({ data, isPending }: ReturnType<typeof useAlertPages>): void {
  const store = useLiveStore()
  const { resets } = useLive()
  const queries = useQueryClient()
  const place = useRef<string | null>(null)
  place.current ??= data?.pages[0]?.position ?? null
  const isSettled = useRef(false)
  isSettled.current ||= !isPending

  const mayOpen = isSettled.current
  useEffect(() => {
    if (mayOpen) return openStream(store, place.current)
  }, [store, mayOpen])

  useEffect(() => {
    if (resets > 0) void queries.invalidateQueries()
  }, [queries, resets])
}
