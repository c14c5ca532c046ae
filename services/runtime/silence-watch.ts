import { setInterval } from 'node:timers/promises'

/** A dropped connection can leave kafkajs silent for ever: this notices. */
export interface SilenceWatch {
  /** Something was heard. */
  heard(): void
  /** How long nothing was, by its own beat: a blocked event loop is not counted as silence. */
  silentMs(): number
}

export interface SilenceWatchOptions {
  readonly limitMs: number
  readonly beatMs?: number
  readonly signal: AbortSignal
  onSilence(silentMs: number): void
}

/** Watches until `signal` aborts or the limit is passed, whichever is first. */
export function watchSilence(options: SilenceWatchOptions): SilenceWatch {
  const { limitMs, beatMs = 5_000, signal, onSilence } = options
  let silentBeats = 0
  void beat()
  return {
    heard() {
      silentBeats = 0
    },
    silentMs: () => silentBeats * beatMs,
  }

  async function beat(): Promise<void> {
    try {
      for await (const _ of setInterval(beatMs, undefined, { signal, ref: false })) {
        silentBeats += 1
        if (silentBeats * beatMs >= limitMs) return onSilence(silentBeats * beatMs)
      }
    } catch (error) {
      if (!signal.aborted) throw error
    }
  }
}
