import { EventEmitter } from 'node:events'
import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'
import { type Part, runService } from './run-service.ts'

function setUp() {
  const told: string[] = []
  const lines: string[] = []
  const signals = new EventEmitter()
  const exited = Promise.withResolvers<number>()
  const host = {
    on: (signal: string, listener: () => void) => signals.on(signal, listener),
    exit(code: number) {
      told.push(`exit ${code}`)
      exited.resolve(code)
    },
  }
  const logger = createLogger({
    name: 'test',
    level: 'info',
    destination: { write: (line) => lines.push(JSON.parse(line).msg) },
  })

  function part(name: string, change: Partial<Part> = {}): Part {
    return {
      name,
      async start() {
        told.push(`start ${name}`)
      },
      async stop() {
        told.push(`stop ${name}`)
      },
      ...change,
    }
  }
  return { told, lines, signals, exited: exited.promise, part, options: { logger, host } }
}

describe('runService', () => {
  it('starts in order, and at a signal stops in reverse and leaves with 0', async () => {
    const { told, lines, signals, part, options } = setUp()
    const last = part('last', {
      async start() {
        told.push('start last')
        setImmediate(() => signals.emit('SIGTERM'))
      },
    })
    await runService([part('first'), last], options)
    expect(told).toEqual(['start first', 'start last', 'stop last', 'stop first', 'exit 0'])
    expect(lines).toEqual(['Started', 'Stopping', 'Stopped'])
  })

  it('ends with 1 and one fatal line when a part fails', async () => {
    const { told, lines, part, options } = setUp()
    const failure = Promise.withResolvers<never>()
    const broken = part('broken', {
      failed: failure.promise,
      async start() {
        setImmediate(() => failure.reject(new Error('lost')))
      },
    })
    await runService([part('first'), broken], options)
    expect(told).toEqual(['start first', 'stop broken', 'stop first', 'exit 1'])
    expect(lines).toEqual(['Started', 'Stopping on a failure'])
  })

  it('stops what a failed start has begun, and starts nothing behind it', async () => {
    const { told, part, options } = setUp()
    const broken = part('broken', { start: () => Promise.reject(new Error('port taken')) })
    await runService([part('first'), broken, part('third')], options)
    expect(told).toEqual(['start first', 'stop broken', 'stop first', 'exit 1'])
  })

  it('tells a start that waits to give up', async () => {
    const { told, signals, part, options } = setUp()
    const waiting = part('waiting', {
      start: (signal) =>
        new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason))
          signals.emit('SIGINT')
        }),
    })
    await runService([part('first'), waiting], options)
    expect(told).toEqual(['start first', 'stop waiting', 'stop first', 'exit 0'])
  })

  it('goes on stopping when one part cannot', async () => {
    const { told, lines, signals, part, options } = setUp()
    const stuck = part('stuck', { stop: () => Promise.reject(new Error('no')) })
    const running = runService([part('first'), stuck], options)
    setImmediate(() => signals.emit('SIGTERM'))
    await running
    expect(told).toEqual(['start first', 'start stuck', 'stop first', 'exit 0'])
    expect(lines).toContain('Cannot stop a part cleanly')
  })

  it('leaves at the deadline, and says what had not stopped', async () => {
    const { told, lines, signals, part, options } = setUp()
    const stuck = part('stuck', { stop: () => new Promise(() => {}) })
    const running = runService([part('first'), stuck], { ...options, stopWithinMs: 10 })
    setImmediate(() => signals.emit('SIGTERM'))
    await running
    expect(told.at(-1)).toBe('exit 0')
    expect(lines).toContain('Left before a part had stopped')
  })

  it('leaves at once at a second signal', async () => {
    const { signals, exited, part, options } = setUp()
    const stuck = part('stuck', { stop: () => new Promise(() => {}) })
    void runService([stuck], options)
    setImmediate(() => {
      signals.emit('SIGINT')
      signals.emit('SIGINT')
    })
    await expect(exited).resolves.toBe(130)
  })
})
