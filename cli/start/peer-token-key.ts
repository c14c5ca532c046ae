import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const KEY_BYTES = 32

/** The key that hides peers, made once for a data folder: another one would make other tokens. */
export function peerTokenKey(dataDir: string): string {
  const file = join(dataDir, 'peer-token.key')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const key = randomBytes(KEY_BYTES).toString('hex')
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return key
}
