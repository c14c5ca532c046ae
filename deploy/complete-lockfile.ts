import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The parts of package-lock.json this file reads and writes. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>
}

interface LockedPackage {
  readonly version?: string
  readonly optional?: boolean
  readonly os?: readonly string[]
  readonly cpu?: readonly string[]
  readonly libc?: readonly string[]
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const SYSTEMS =
  'aix android darwin freebsd linux netbsd openbsd openharmony sunos wasi win32'.split(' ')
const PROCESSORS = 'arm arm64 ia32 loong64 mips64el ppc64 riscv64 s390x wasm32 x64'.split(' ')
const LIBRARIES: Readonly<Record<string, string>> = {
  gnu: 'glibc',
  gnueabihf: 'glibc',
  musl: 'musl',
  musleabihf: 'musl',
}

/**
 * Names the native packages of other platforms that npm left out, because the registry it asked
 * served none for them; `npm ci` refuses a lockfile without them.
 */
export function completeLockfile(lock: Lockfile): { lock: Lockfile; added: readonly string[] } {
  const packages = { ...lock.packages }
  const added: string[] = []
  for (const [path, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(optionalDependencies)) {
      const key = `node_modules/${name}`
      if (packages[key] || packages[`${path}/${key}`]) continue
      packages[key] = lockedPackage(name, range)
      added.push(name)
    }
  }
  return { lock: { ...lock, packages: sortedByKey(packages) }, added }
}

function lockedPackage(name: string, range: string): LockedPackage {
  const words = name.split(/[/-]/)
  const os = SYSTEMS.find((system) => words.includes(system))
  const cpu = PROCESSORS.find((processor) => words.includes(processor))
  const libc = words.map((word) => LIBRARIES[word]).find((library) => library !== undefined)
  return {
    version: range.replace(/^[~^]/, ''),
    optional: true,
    ...(cpu && { cpu: [cpu] }),
    ...(os && { os: [os] }),
    ...(os === 'linux' && libc && { libc: [libc] }),
  }
}

function sortedByKey<T>(record: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => a.localeCompare(b, 'en')))
}

if (import.meta.main) {
  const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
  const { lock, added } = completeLockfile(JSON.parse(readFileSync(file, 'utf8')))
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`)
  process.stdout.write(`Named ${added.length} optional packages of other platforms\n`)
}
