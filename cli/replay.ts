import type { Partition } from '../services/detector/partition.ts'
import { PolicyError, readPolicy } from './read-policy.ts'
import { byCardAndWindow } from './replay/by-card-and-window.ts'
import { FilePartition } from './replay/file-partition.ts'
import { endWithReader, Printer } from './replay/printer.ts'
import { type Arguments, readArguments } from './replay/read-arguments.ts'
import { checkReadable, readLines } from './replay/read-lines.ts'
import { featureLine, outputLine } from './replay/replay-lines.ts'
import { UsageError } from './replay/usage-error.ts'

/** The detector's core over files: one partition, in order, no server. */
async function replay({ files, policy, printed }: Arguments): Promise<void> {
  const document = readPolicy(policy)
  checkReadable(files)
  const core = new FilePartition({ rows: printed.has('feature') ? 'kept' : 'dropped' })
  core.adopt(document)
  const printer = new Printer(printed)
  for (const file of files) {
    for await (const lines of readLines(file)) {
      for (const line of lines) {
        for (const output of core.judge(line)) printer.print(outputLine(output, line.number))
      }
      await printer.settled()
    }
  }
  for (const output of core.finish()) printer.print(outputLine(output, 0))
  if (printed.has('feature')) await printRows(core.partition, printer)
  summarise(core.partition)
}

async function printRows(partition: Partition, printer: Printer): Promise<void> {
  for (const row of partition.takeRows().sort(byCardAndWindow)) {
    printer.print(featureLine(row))
    await printer.settled()
  }
}

function summarise({ counts, book }: Partition): void {
  const fates = Object.entries(counts).map(([fate, count]) => `${fate} ${count}`)
  process.stderr.write(`${book.size} cards; records: ${fates.join(', ')}\n`)
}

endWithReader()
try {
  await replay(readArguments(process.argv.slice(2)))
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
