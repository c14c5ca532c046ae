import type { Strength } from '../../services/simulator/stories/strength.ts'
import type { DetectorResult, Evaluation, LookAlikeResult, Miss, Tally } from './evaluation.ts'

export interface Frame {
  readonly seeds: readonly number[]
  readonly cards: number
  readonly copies: number
  readonly lookAlikes: number
  readonly days: number
  readonly usage: number
  readonly policyVersion: string
  modesOf(detector: string): readonly string[]
}

/** The whole evaluation as Markdown that reads well on a terminal too. */
export function renderEvaluation(evaluation: Evaluation, frame: Frame): string {
  const { detectors, lookAlikes, strengths, misses, absent, totals } = evaluation
  return [
    introduction(evaluation, frame),
    '## Detectors',
    DETECTOR_NOTES,
    table([DETECTOR_COLUMNS, ...detectors.map((one) => detectorRow(one, frame))]),
    absentLine(absent),
    '## Recall against strength',
    STRENGTH_NOTES,
    table([
      ['strength', 'breaches of contract', 'statistical'],
      ...strengths.map((one) => [
        one.strength,
        countsOf(one.hardBreach),
        countsOf(one.statistical),
      ]),
    ]),
    '## Look-alikes',
    'Innocent cards that do what cheats do. Every alert on them is a false one.',
    table([LOOK_ALIKE_COLUMNS, ...lookAlikes.map(lookAlikeRow)]),
    '## Missed, or found below its limit',
    misses.length === 0 ? 'Nothing.' : table([MISS_COLUMNS, ...misses.map(missRow)]),
    '## Totals',
    table([
      ['', ''],
      ['normal cards × days', String(totals.normalCardDays)],
      ['misuse found', countsOf(totals.plants)],
      ['false alarms per 1,000 normal cards and day, live', rate(totals.falseAlarms.live)],
      ['the same, in shadow', rate(totals.falseAlarms.shadow)],
    ]),
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n')
}

function introduction({ totals }: Evaluation, frame: Frame): string {
  const { seeds, cards, copies, lookAlikes, days, usage, policyVersion } = frame
  return [
    '# Evaluation',
    '',
    `What the detectors of policy \`${policyVersion}\` find in simulated fleets: ${cards} normal cards,`,
    `${copies} of each story at each strength, ${lookAlikes} of each look-alike, ${days} days, seeds ${seeds.join(', ')};`,
    `${usage} usage records, ${countsOf(totals.plants)} plants found. Empty lists of the policy are filled`,
    'for the simulated country. It says how the rules see what they were made for and how they bear with',
    'these innocent people; it does not say how often they would be right in the field. Everything is',
    'simulated, by people who know the limits.',
    '',
    'Made by `npm run evaluate -- --write`; the same code makes the same numbers.',
  ].join('\n')
}

const DETECTOR_NOTES = [
  'recall: of the plants at each strength, how many the planted detector found (`below`: must be 0).',
  'precision: plants found, of these and all cards or groups alerted wrongly, look-alikes and `below`',
  'among them; it depends on how many of each there are. false alarms: episodes on normal cards, per',
  '1,000 of them and day. minutes: event time from the record that crosses a limit to the record that',
  'opens the alert.',
].join('\n')

const STRENGTH_NOTES = [
  '`above` lies just over the lowest limit, `clear` a third over it, `blatant` far over it; `below` is as',
  'near as it may come, and must not be found. Where one act is the whole breach, `clear` and `above`',
  'coincide, and only `above` is planted.',
].join('\n')

const DETECTOR_COLUMNS = [
  'detector',
  'mode',
  'basis',
  'plants',
  'blatant',
  'clear',
  'above',
  'below',
  'precision',
  'false live',
  'false shadow',
  'minutes p50',
  'p90',
]

const BASES: Readonly<Record<string, string>> = { hardBreach: 'hard', statistical: 'stat' }

function detectorRow(result: DetectorResult, { modesOf }: Frame): readonly string[] {
  const { detector, bases, recall, byStrength, precision, falseAlarms, minutesToDetect } = result
  const share = (strength: Strength) => percent(byStrength[strength].share)
  return [
    detector,
    modesOf(detector).join('/') || '–',
    bases.map((basis) => BASES[basis] ?? basis).join('/') || '–',
    String(recall.planted),
    share('blatant'),
    share('clear'),
    share('above'),
    share('below'),
    percent(precision),
    rate(falseAlarms.live),
    rate(falseAlarms.shadow),
    minutes(minutesToDetect.median),
    minutes(minutesToDetect.p90),
  ]
}

function absentLine(detectors: readonly string[]): string {
  if (detectors.length === 0) return ''
  const names = detectors.map((detector) => `\`${detector}\``).join(', ')
  return `Planted for, but not in this policy, so not counted: ${names}.`
}

const LOOK_ALIKE_COLUMNS = ['look-alike', 'cards', 'live', 'shadow', 'detectors (episodes)']

function lookAlikeRow({ kind, cards, live, shadow, detectors }: LookAlikeResult) {
  const names = detectors.map(([name, episodes]) => `${name} ${episodes}`).join(', ')
  return [kind, String(cards), String(live), String(shadow), names || '–']
}

const MISS_COLUMNS = ['story', 'strength', 'detector', 'found']

function missRow({ story, strength, detector, planted, found }: Miss): readonly string[] {
  return [story, strength, detector, `${found} of ${planted}`]
}

/** Columns as wide as their widest cell; the first row is the head. */
function table(rows: readonly (readonly string[])[]): string {
  const [head = [], ...body] = rows
  const widths = head.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0), 3),
  )
  const line = (row: readonly string[]) =>
    `| ${widths.map((width, column) => (row[column] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}

function countsOf({ planted, found, share }: Tally): string {
  return planted === 0 ? '–' : `${found} of ${planted} (${percent(share)})`
}

function percent(share: number | null): string {
  return share === null ? '–' : `${Math.round(share * 1_000) / 10} %`
}

function rate(perThousand: number): string {
  return perThousand === 0 ? '0' : perThousand.toFixed(2)
}

function minutes(value: number | null): string {
  return value === null ? '–' : String(Math.round(value * 10) / 10)
}
