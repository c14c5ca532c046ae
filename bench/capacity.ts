import { parseArgs } from 'node:util'
import { readPolicy } from '../cli/read-policy.ts'
import { ColumnBook } from '../services/detector/columns/column-book.ts'
import { Partition } from '../services/detector/partition.ts'
import { judgeRecord } from '../services/detector/pipeline.ts'
import { noPolicy } from '../services/detector/policy/arm-policy.ts'
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
  const { bytes, arrayBytes, perSecond } = play(kind, FEW / 4, Number(values.days))
  const inArrays = Math.round(arrayBytes)
  print(
    `P5  ${kind}: ${Math.round(bytes)} B a card after ${values.days} days, ${inArrays} of it in arrays`,
  )
  print(`    ${perSecond} records/CPU-s`)
}
const few = play('meter', FEW, 2)
const many = play('meter', Number(values.cards), 1)
const ratio = (many.perSecond / few.perSecond).toFixed(2)
print(
  `P6  ${values.cards} cards ÷ ${FEW} cards: ${ratio} (${many.perSecond} ÷ ${few.perSecond} records/CPU-s)`,
)

/** Days of a fleet, one after another. */
function play(kind: CardKind, cards: number, days: number) {
  const holder: { partition?: Partition } = {}
  const book = new ColumnBook(() => holder.partition?.policy ?? noPolicy())
  const before = held(book)
  const partition = new Partition(0, { book })
  holder.partition = partition
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
  const { heapBytes, arrayBytes } = held(book)
  const bytes = (heapBytes - before.heapBytes + arrayBytes) / cards
  return { bytes, arrayBytes: arrayBytes / cards, perSecond, partition }
}

/** As a flush and a checkpoint would. */
function settle(partition: Partition): void {
  partition.takeBlocks()
  partition.book.takeChanges()
}

/** Plain objects of the process, and words of the cards in use. */
function held({ store }: ColumnBook) {
  globalThis.gc?.()
  return { heapBytes: process.memoryUsage().heapUsed, arrayBytes: store.memory.usedWords * 4 }
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
