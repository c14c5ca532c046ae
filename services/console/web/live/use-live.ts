import { createContext, useContext, useSyncExternalStore } from 'react'
import type { LiveState, LiveStore } from './live-store.ts'

export const LiveContext = createContext<LiveStore | null>(null)

/** What came live, as of now. */
export function useLive(): LiveState {
  const store = useLiveStore()
  return useSyncExternalStore(store.subscribe, store.read)
}

export function useLiveStore(): LiveStore {
  const store = useContext(LiveContext)
  if (!store) throw new Error('The live store is used outside of its context')
  return store
}
