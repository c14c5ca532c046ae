import { parseArgs } from 'node:util'
import { readPolicy } from '../cli/read-policy.ts'
import { Partition } from '../services/detector/partition.ts'
import { judgeRecord } from '../services/detector/pipeline.ts'
import { type CardKind, dayOf, openingOf } from './capacity/records.ts'

/**
 * What a card costs: memory after ten days of use (P5), and records a CPU-second with many cards
 * against few (P6). In one process, without a broker: `npm run bench:capacity -- --cards 1000000`.
 */
const { values } = parseArgs({
  options: {
    cards: { type: 'string', default: '200000' },
    days: { type: 'string', default: '10' },
  },
})
const POLICY = readPolicy(new URL('../policies/cn-default.yaml', import.meta.url).pathname)
const FEW = 20_000

for (const kind of ['meter', 'phone'] as const) {
  const { bytes, perSecond } = play(kind, FEW / 4, Number(values.days))
  print(
    `P5  ${kind}: ${Math.round(bytes)} B a card after ${values.days} days, ${perSecond} records/CPU-s`,
  )
}
const few = play('meter', FEW, 2)
const many = play('meter', Number(values.cards), 1)
const ratio = (many.perSecond / few.perSecond).toFixed(2)
print(
  `P6  ${values.cards} cards ÷ ${FEW} cards: ${ratio} (${many.perSecond} ÷ ${few.perSecond} records/CPU-s)`,
)

/** Days of a fleet, one after another. */
function play(kind: CardKind, cards: number, days: number) {
  const before = heldBytes()
  const partition = new Partition(0)
  let offset = 0n
  const feed = (value: Uint8Array) => {
    judgeRecord({ offset, timestamp: Number.POSITIVE_INFINITY, value }, partition)
    offset += 1n
  }
  for (const record of openingOf(kind, cards, POLICY)) feed(record)
  const start = process.cpuUsage()
  const begun = offset
  for (let day = 0; day < days; day += 1) {
    let untaken = 0
    for (const record of dayOf(kind, cards, day)) {
      feed(record)
      untaken += 1
      if (untaken % 100_000 === 0) settle(partition)
    }
    settle(partition)
  }
  const { user, system } = process.cpuUsage(start)
  const perSecond = Math.round((Number(offset - begun) * 1e6) / (user + system))
  return { bytes: (heldBytes() - before) / cards, perSecond, partition }
}

/** As a flush and a checkpoint would. */
function settle(partition: Partition): void {
  partition.takeBlocks()
  partition.book.takeChanged()
}

function heldBytes(): number {
  globalThis.gc?.()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
