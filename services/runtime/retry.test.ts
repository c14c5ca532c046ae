import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { type RetryClock, retryForever } from './retry.ts'

/** Time passes only by sleeping. */
function handClock(): RetryClock & { readonly pausesMs: number[] } {
  let nowMs = 0
  const pausesMs: number[] = []
  return {
    pausesMs,
    nowMs: () => nowMs,
    random: () => 1,
    async sleep(ms, signal) {
      signal.throwIfAborted()
      pausesMs.push(ms)
      nowMs += ms
    },
  }
}

function failingTimes(times: number): () => Promise<string> {
  let calls = 0
  return async () => {
    calls += 1
    if (calls <= times) throw new Error(`failure ${calls}`)
    return 'done'
  }
}

function setUp() {
  const lines: { msg: string; failures: number; awayMs: number }[] = []
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => lines.push(JSON.parse(line)) },
  })
  const clock = handClock()
  const { signal } = new AbortController()
  return { lines, clock, options: { logger, clock, signal, what: 'write rows' } }
}

describe('retryForever', () => {
  it('says nothing when all is well', async () => {
    const { lines, options } = setUp()
    await expect(retryForever(failingTimes(0), options)).resolves.toBe('done')
    expect(lines).toEqual([])
  })

  it('doubles its pauses up to the greatest', async () => {
    const { clock, options } = setUp()
    await retryForever(failingTimes(10), options)
    expect(clock.pausesMs).toEqual([100, 200, 400, 800, 1600, 3200, 6400, 10000, 10000, 10000])
  })

  it('tells of an outage at growing intervals, and of its end', async () => {
    const { lines, options } = setUp()
    await retryForever(failingTimes(100), options)
    const told = lines.map(({ msg, awayMs }) => [msg, Math.floor(awayMs / 1_000)])
    expect(told.at(0)).toEqual(['Cannot write rows, trying again', 0])
    expect(told.at(-1)).toEqual(['Can write rows again', 942])
    expect(lines.length).toBeLessThan(12)
    expect(lines.at(-1)?.failures).toBe(100)
  })

  it('throws on what no repetition mends', async () => {
    const { lines, options } = setUp()
    const refused = retryForever(failingTimes(1), { ...options, giveUpOn: () => true })
    await expect(refused).rejects.toThrow('failure 1')
    expect(lines).toEqual([])
  })

  it('ends with the reason of its signal', async () => {
    const { options } = setUp()
    const controller = new AbortController()
    let calls = 0
    const action = async () => {
      calls += 1
      if (calls === 3) controller.abort(new Error('stop'))
      throw new Error('away')
    }
    const stopped = retryForever(action, { ...options, signal: controller.signal })
    await expect(stopped).rejects.toThrow('stop')
    expect(calls).toBe(3)
  })

  it('does not begin when it is already to stop', async () => {
    const { options } = setUp()
    const signal = AbortSignal.abort(new Error('stop'))
    await expect(retryForever(failingTimes(0), { ...options, signal })).rejects.toThrow('stop')
  })

  it('does not wait for a try that hangs', async () => {
    const { options } = setUp()
    const controller = new AbortController()
    const action = () => {
      queueMicrotask(() => controller.abort(new Error('stop')))
      return new Promise<never>(() => {})
    }
    const stopped = retryForever(action, { ...options, signal: controller.signal })
    await expect(stopped).rejects.toThrow('stop')
  })

  it('leaves a real pause at once', async () => {
    const { options } = setUp()
    const controller = new AbortController()
    const { clock: _, ...real } = { ...options, signal: controller.signal, minMs: 60_000 }
    const action = async () => {
      queueMicrotask(() => controller.abort(new Error('stop')))
      throw new Error('away')
    }
    await expect(retryForever(action, { ...real, maxMs: 60_000 })).rejects.toThrow('stop')
  })
})
