import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { CardClass } from '#schemas/policy.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { DETECTOR_NAMES } from '../../services/console/web/text/detector-names.ts'
import type { Detector, VariantName } from '../../services/detector/detectors/detector.ts'
import { asDetector } from '../../services/detector/group-detectors/as-detector.ts'
import type { GroupDetector } from '../../services/detector/group-detectors/group-detector.ts'
import { placedKeys, variantsIn } from '../../services/detector/policy/rule-layers.ts'
import { detectorComment } from './doc-comment.ts'
import { markdownTable } from './markdown-table.ts'
import { ladderWords, settingsWords, severityWords } from './rule-words.ts'

const FOLDER = fileURLToPath(new URL('../../services/detector', import.meta.url))
const HEAD = ['for', 'mode', 'severity', 'limits', 'what may follow', 'basis', 'serves']

const BASIS = { hardBreach: 'hard breach', statistical: 'statistical' } as const
const SCOPE = {
  quiet: 'until quiet',
  day: 'a day',
  cycle: 'a billing cycle',
  profile: 'a contract',
} as const
const FEED_NEED = {
  nothing: [],
  punctual: ['silent while the feed is late'],
  carriesIncoming: ['silent while the feed is late or carries no incoming calls'],
} as const

/** A card detector: its formula, and the default policy's words on it for each class. */
export function cardDetectorText(detector: Detector, policy: PolicyDocument): string {
  const { feedNeed, lists, features } = detector
  const scopes = namedClasses(detector, policy).map((cardClass) => detector.scope(cardClass))
  const cases = [...new Set(scopes)].map((scope) => SCOPE[scope])
  return textOf(detector, {
    folder: 'detectors',
    policy,
    facts: [
      `a case: ${cases.join(' or ')}`,
      `reads ${features.map((name) => `\`${name}\``).join(', ')}`,
      ...FEED_NEED[feedNeed],
      ...lists.map((list) => `blind while \`lists.${list}\` is empty`),
    ],
  })
}

/** The same of a group detector. */
export function groupDetectorText(detector: GroupDetector, policy: PolicyDocument): string {
  const cases = detector.kinds.map((kind) => `${kind}: ${SCOPE[detector.scope(kind)]}`)
  const facts = [`a case of ${cases.join(', of ')}`]
  return textOf(asDetector(detector), { folder: 'group-detectors', policy, facts })
}

interface TextOptions {
  readonly folder: 'detectors' | 'group-detectors'
  readonly policy: PolicyDocument
  readonly facts: readonly string[]
}

function textOf(detector: Detector, { folder, policy, facts }: TextOptions): string {
  const { id, version, exceptionId } = detector
  const file = `${folder}/${id}.ts`
  const name = DETECTOR_NAMES[id]
  return [
    `### \`${id}\` ${name?.zh ?? ''}`,
    `**${name?.en ?? id}.** ${detectorComment(readFileSync(`${FOLDER}/${file}`, 'utf8'), file)}`,
    markdownTable(HEAD, rowsOf(detector, policy)),
    `\`${exceptionId}\`; version ${version}; ${facts.join('; ')}.`,
  ].join('\n\n')
}

/** A row for each class and variant; classes with the same words share one. */
function rowsOf(detector: Detector, policy: PolicyDocument): readonly (readonly string[])[] {
  const classesOf = new Map<string, string[]>()
  const rule = policy.detectors[detector.id] ?? {}
  const layers = [{ name: undefined, path: [], rule }]
  for (const cardClass of namedClasses(detector, policy)) {
    for (const variant of [undefined, ...variantsIn(layers, cardClass)]) {
      const { keys } = placedKeys(layers, cardClass, variant)
      const cells = [
        keys.mode ?? '',
        severityWords(keys.severity),
        settingsWords(keys.settings),
        ladderWords(keys.ladder),
        BASIS[detector.basis(cardClass, variant)],
        detector.requirement(cardClass, variant),
      ]
      const key = JSON.stringify(cells)
      classesOf.set(key, [...(classesOf.get(key) ?? []), caseName(cardClass, variant)])
    }
  }
  return [...classesOf].map(([cells, names]) => [names.join(', '), ...JSON.parse(cells)])
}

function namedClasses({ id }: Detector, policy: PolicyDocument): readonly CardClass[] {
  return CardClass.options.filter((one) => policy.detectors[id]?.classes?.[one])
}

function caseName(cardClass: CardClass, variant: VariantName | undefined): string {
  return variant ? `${cardClass} \`${variant}\`` : cardClass
}
