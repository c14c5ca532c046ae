import { createContext, useContext, useSyncExternalStore } from 'react'
import { type LiveState, LiveStore } from './live-store.ts'

export const LiveContext = createContext(new LiveStore())

/** What came live, as of now. */
export function useLive(): LiveState {
  const store = useContext(LiveContext)
  return useSyncExternalStore(store.subscribe, store.read)
}
