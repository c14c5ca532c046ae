import type { AlertRow } from '../../views/alert-row.ts'
import type { LiveStep } from '../../views/live-step.ts'
import type { LiveStore } from './live-store.ts'

/** After an answer that is no stream a browser gives up; this does not. */
const AGAIN_MS = 2_000

/**
 * Fills the store from the stream, from a place on (null: from now). The browser resumes by itself
 * after a break; where it gave up a new stream goes on behind the last event. Returns the way to end it.
 */
export function openStream(store: LiveStore, from: string | null): () => void {
  let place = from
  let source: EventSource
  let timer: ReturnType<typeof setTimeout> | undefined
  connect()
  return () => {
    clearTimeout(timer)
    source.close()
  }

  function connect(): void {
    source = new EventSource(place === null ? '/live' : `/live?from=${encodeURIComponent(place)}`)
    source.addEventListener('open', () => store.setStream('open'))
    source.addEventListener('hello', seen)
    source.addEventListener('reset', (event) => {
      seen(event)
      store.reset()
    })
    source.addEventListener('alert', (event) => {
      seen(event)
      store.addAlert(JSON.parse(event.data) as AlertRow)
    })
    source.addEventListener('step', (event) => {
      seen(event)
      store.addStep(JSON.parse(event.data) as LiveStep)
    })
    source.addEventListener('error', () => {
      store.setStream('lost')
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(connect, AGAIN_MS)
    })
  }

  function seen({ lastEventId }: MessageEvent): void {
    if (lastEventId !== '') place = lastEventId
  }
}
