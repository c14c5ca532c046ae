import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { judgeRecords } from './evaluate/judge-records.ts'
import type { Run } from './evaluate/judgements.ts'
import { type EvaluateOptions, HELP, readOptions, UsageError } from './evaluate/options.ts'
import { type Frame, renderEvaluation } from './evaluate/render-evaluation.ts'
import { ruleModes } from './evaluate/rule-modes.ts'
import { DAYS, makeScenario } from './evaluate/scenario.ts'
import { scoreRuns } from './evaluate/score-runs.ts'
import { withLists } from './evaluate/with-lists.ts'
import { PolicyError, readPolicy } from './read-policy.ts'

const PAGE = fileURLToPath(new URL('../docs/evaluation.md', import.meta.url))

/** Plays every fleet, scores them together, prints what came of it. */
function evaluate(options: EvaluateOptions): void {
  const { seeds, policyFile, isJson, isWritten } = options
  const document = withLists(readPolicy(policyFile))
  const played = seeds.map((seed) => play(seed, { ...options, document }))
  const evaluation = scoreRuns(
    played.map(({ run }) => run),
    (detector) => ruleModes(document, detector).length > 0,
  )
  const frame: Frame = {
    seeds,
    cards: options.cards,
    copies: options.copies,
    lookAlikes: options.lookAlikes,
    days: DAYS,
    usage: played.reduce((sum, { usage }) => sum + usage, 0),
    policyVersion: document.version,
    modesOf: (detector) => ruleModes(document, detector),
  }
  const page = renderEvaluation(evaluation, frame)
  process.stdout.write(isJson ? `${JSON.stringify({ ...frame, ...evaluation })}\n` : page)
  if (isWritten) writeFileSync(PAGE, page)
}

interface Fleet extends Pick<EvaluateOptions, 'cards' | 'copies' | 'lookAlikes'> {
  readonly document: PolicyDocument
}

function play(
  seed: number,
  { cards, copies, lookAlikes, document }: Fleet,
): { run: Run; usage: number } {
  const { holidays } = document.lists
  const scenario = makeScenario({ seed, cards, copies, lookAlikes, holidays })
  const startedAt = performance.now()
  const { alerts, usage, deadLetters } = judgeRecords(document, scenario.records())
  const [refused] = deadLetters
  if (refused) throw new Error(`Cannot evaluate seed ${seed}: a record was refused, ${refused}`)
  const seconds = Math.round((performance.now() - startedAt) / 1_000)
  process.stderr.write(`seed ${seed}: ${usage} usage records in ${seconds} s\n`)
  return { run: { known: scenario.known, alerts, normalCards: cards, days: scenario.days }, usage }
}

try {
  const options = readOptions(process.argv.slice(2))
  if (options === 'help') process.stdout.write(HELP)
  else evaluate(options)
} catch (error) {
  if (!(error instanceof UsageError || error instanceof PolicyError)) throw error
  process.stderr.write(`${error.message}\n`)
  process.exitCode = 2
}
