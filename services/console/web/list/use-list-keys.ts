import { type RefObject, useEffect } from 'react'

export interface ListKeys {
  readonly scroller: RefObject<HTMLElement | null>
  showNew(): void
}

/** Up and down (or k and j) move through the rows, `.` shows what is new. Off in form fields. */
export function useListKeys({ scroller, showNew }: ListKeys): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return
      if (event.key === '.') showNew()
      const step = STEPS[event.key]
      if (step === undefined || !scroller.current || isScroll(event)) return
      event.preventDefault()
      moveFocus(scroller.current, step)
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [scroller, showNew])
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }

function moveFocus(list: HTMLElement, step: number): void {
  const rows = [...list.querySelectorAll<HTMLElement>('a.line')]
  const focused = rows.findIndex((row) => row.matches(':focus'))
  const from = focused >= 0 ? focused : rows.findIndex((row) => row.ariaCurrent === 'true')
  rows[Math.max(0, Math.min(rows.length - 1, from + step))]?.focus()
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea')
}

/** In the panel the arrows scroll; j and k still move. */
function isScroll({ key, target }: KeyboardEvent): boolean {
  return (
    key.startsWith('Arrow') && target instanceof HTMLElement && target.closest('.panel') !== null
  )
}
