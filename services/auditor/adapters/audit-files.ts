import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Audit, parseAudit } from '../domain/audit.ts'

const FOLDER = fileURLToPath(new URL('../../../audits', import.meta.url))
const ENDING = '.sql'

/** Every audit there is: each .sql file of audits/ is one, by its name. */
export function readAudits(): readonly Audit[] {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith(ENDING))
  return files
    .sort()
    .map((file) =>
      parseAudit(file.slice(0, -ENDING.length), readFileSync(`${FOLDER}/${file}`, 'utf8')),
    )
}
