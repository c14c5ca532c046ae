import { type RefObject, useCallback, useEffect, useState } from 'react'
import { useLive } from '../live/use-live.ts'

/** From here on down somebody reads. */
const TOP_PX = 8

/**
 * Up to which turn live alerts are shown, and how to show all. At the list's top, with neither pointer
 * nor focus in it, new ones enter by themselves.
 */
export function useShownTurn(scroller: RefObject<HTMLElement | null>): [number, () => void] {
  const { turn } = useLive()
  const [shownTurn, setShownTurn] = useState(turn)

  useEffect(() => {
    if (isIdle(scroller.current)) setShownTurn(turn)
  }, [scroller, turn])

  const showNew = useCallback(() => {
    setShownTurn(Number.POSITIVE_INFINITY)
    scroller.current?.scrollTo({ top: 0 })
  }, [scroller])

  // "All" means all that are there now.
  if (shownTurn === Number.POSITIVE_INFINITY) setShownTurn(turn)
  return [shownTurn, showNew]
}

function isIdle(list: HTMLElement | null): boolean {
  if (!list) return true
  return list.scrollTop < TOP_PX && !list.matches(':hover') && !list.matches(':focus-within')
}
