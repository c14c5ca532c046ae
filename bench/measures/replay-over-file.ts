import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Arena } from '../arena.ts'
import { runChild } from '../child.ts'
import { type Measure, PEER_PASSES, VoidRun } from '../measure.ts'

const REPLAY = new URL('../../cli/replay.ts', import.meta.url)
const JSON_PARSE = new URL('../peers/json-parse-lines.ts', import.meta.url)
const ACCOUNT = ['--import', new URL('../account.ts', import.meta.url).href]

/** P10: the core over a file next to the parsing of its lines. */
export async function replayOverFile(arena: Arena): Promise<Measure> {
  const { dir, eventsFile, policyFile, signal } = arena
  const records = await countLines(eventsFile)
  const child = { nodeArgs: ACCOUNT, outputFile: join(dir, 'output.ndjson'), signal }
  return {
    id: 'P10',
    title: 'replay over a file, whole catalogue ÷ JSON.parse of the same lines',
    goal: 0.4,
    stretch: 0.6,
    peer: {
      name: 'JSON.parse',
      async run() {
        const { figures } = await runChild(JSON_PARSE, {
          ...child,
          args: [eventsFile, String(PEER_PASSES)],
        })
        return { records: records * PEER_PASSES, ...figures }
      },
    },
    subject: {
      name: 'replay',
      async run() {
        const args = ['--events', eventsFile, '--policy', policyFile]
        const { figures } = await runChild(REPLAY, { ...child, args })
        const alerts = await countLines(child.outputFile)
        if (alerts === 0) throw new VoidRun('replay raised no alert')
        return { records, ...figures, details: { alerts } }
      },
    },
  }
}

async function countLines(file: string): Promise<number> {
  let lines = 0
  for await (const _ of createInterface({ input: createReadStream(file) })) lines += 1
  return lines
}
