import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { AppOptions } from '../app.ts'
import { liveMessages } from '../domain/live-message.ts'
import { type Message, Outbox } from '../domain/outbox.ts'

/** What may wait for a slow reader before it is cut, characters. */
const SLOW_READER_LIMIT = 1_048_576

const Place = z.string().max(4096).optional()

/**
 * GET /live: alerts and steps as they come, as events. `from`, or after a break `Last-Event-ID`, says
 * what was seen already; what is too old gets `reset`, and the page asks for the list again.
 */
export function liveRoute({ live, onStreams, onCut }: AppOptions): FastifyPluginAsyncZod {
  const toMessage = liveMessages(live)
  let streams = 0

  return async function liveRoutes(app) {
    app.get(
      '/live',
      {
        sse: { kind: 'only', serializer: (data: string) => data },
        schema: { querystring: z.object({ from: Place }) },
      },
      async (request, reply) => {
        reply.hijack()
        const outbox = new Outbox({
          limit: SLOW_READER_LIMIT,
          before: greeting(reply.sse.lastEventId ?? request.query.from),
          onOverflow() {
            onCut?.()
            reply.raw.destroy()
          },
        })
        const unsubscribe = live.subscribe((event) => outbox.push(toMessage(event)))
        onStreams?.(++streams)
        reply.sse.onClose(() => {
          unsubscribe()
          outbox.close()
          onStreams?.(--streams)
        })
        await reply.sse.send(outbox)
      },
    )
  }

  /** What was missed, then where the reader stands now. It says so at once, so that the stream opens. */
  function* greeting(seen: string | undefined): Generator<Message> {
    const id = live.position
    if (seen === undefined) return yield { id, event: 'hello', data: '{}' }
    const resumed = live.since(seen)
    if (resumed.status === 'reset') return yield { id, event: 'reset', data: '{}' }
    yield { id: seen, event: 'hello', data: '{}' }
    for (const event of resumed.events) yield toMessage(event)
  }
}
