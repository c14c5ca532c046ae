import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Family } from '#schemas/enforcement-event.ts'
import { readAudits } from '../../services/auditor/adapters/audit-files.ts'
import { catalogue } from '../../services/detector/detectors/catalogue.ts'
import { notBuilt } from '../../services/detector/detectors/not-built.ts'
import { groupCatalogue } from '../../services/detector/group-detectors/catalogue.ts'
import { readPolicy } from '../read-policy.ts'
import { auditTable } from './audit-table.ts'
import { cardDetectorText, groupDetectorText } from './detector-text.ts'
import { featureTables } from './feature-tables.ts'
import { markdownTable } from './markdown-table.ts'

/** The page that `npm run docs` writes. */
export const DETECTOR_PAGE = pathOf('docs/detectors.md')

const TEMPLATE = pathOf('cli/docs/detectors.template.md')
const POLICY = pathOf('policies/cn-default.yaml')
/** `{{ features }}` alone on its line. */
const PLACE = /^\{\{ (\w+) \}\}$/gm

/** Everything that is watched for, as the code and the default policy say; the prose is the template's. */
export function detectorPage(): string {
  const policy = readPolicy(POLICY)
  const parts: Record<string, string> = {
    version: `\`${policy.version}\``,
    features: featureTables(),
    group: groupCatalogue.map((one) => groupDetectorText(one, policy)).join('\n\n'),
    audits: auditTable(readAudits()),
    notBuilt: notBuiltTable(),
  }
  for (const family of Family.options.filter((one) => one !== 'group')) {
    const detectors = catalogue.filter((one) => one.family === family)
    parts[family] = detectors.map((one) => cardDetectorText(one, policy)).join('\n\n')
  }
  return readFileSync(TEMPLATE, 'utf8').replaceAll(PLACE, (_line, name: string) => {
    const part = parts[name]
    if (part === undefined) throw new Error(`Cannot fill in ${TEMPLATE}: there is no part ${name}`)
    return part
  })
}

function notBuiltTable(): string {
  const rows = notBuilt.map(({ id, zh, reasonEn, reasonZh }) => [
    `\`${id}\` ${zh}`,
    `${reasonEn}. ${reasonZh}。`,
  ])
  return markdownTable(['detector', 'why'], rows)
}

function pathOf(name: string): string {
  return fileURLToPath(new URL(`../../${name}`, import.meta.url))
}
