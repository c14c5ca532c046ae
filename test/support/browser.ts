import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { LOCAL_DIR } from '../../deploy/local/local-folders.ts'

const CHROMIUM = join(folderOf(import.meta.resolve('@sparticuz/chromium')), '..', 'package.json')
const { version } = JSON.parse(readFileSync(CHROMIUM, 'utf8')) as { version: string }

/** Unpacked once for all runs. */
const BROWSER_DIR = join(LOCAL_DIR, `browser-${version}`)

/** A headless Chromium out of npm, which can also write Chinese. Close it when done. */
export async function launchBrowser(): Promise<Browser> {
  await unpackOnce()
  try {
    return await playwright.launch({
      executablePath: join(BROWSER_DIR, 'chromium'),
      // The package's own list switches web security off and runs everything in one process.
      args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
      env: { ...process.env, FONTCONFIG_FILE: join(BROWSER_DIR, 'fonts.conf') },
    })
  } catch (error) {
    throw explain(error)
  }
}

/** Test files run side by side: each unpacks for itself, the first one in place is used by all. */
async function unpackOnce(): Promise<void> {
  if (existsSync(BROWSER_DIR)) return
  mkdirSync(LOCAL_DIR, { recursive: true })
  const own = mkdtempSync(join(LOCAL_DIR, 'unpack-'))
  await unpackInto(own)
  writeFileSync(join(own, 'fonts.conf'), fontConfig())
  try {
    renameSync(own, BROWSER_DIR)
  } catch (error) {
    rmSync(own, { recursive: true, force: true })
    if (!existsSync(BROWSER_DIR)) throw error
  }
}

/** The package unpacks into the temporary folder, wherever that is. */
async function unpackInto(folder: string): Promise<void> {
  const { TMPDIR } = process.env
  process.env['TMPDIR'] = folder
  try {
    await chromium.executablePath()
  } finally {
    if (TMPDIR === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = TMPDIR
  }
}

/** The browser brings no Chinese font: one comes from npm, beside those of the machine. */
function fontConfig(): string {
  const chinese = folderOf(import.meta.resolve('@expo-google-fonts/noto-sans-sc'))
  const folders = ['400Regular', '500Medium', '700Bold'].map((weight) => join(chinese, weight))
  const dirs = [...folders, join(BROWSER_DIR, 'fonts'), '/usr/share/fonts']
  return `<?xml version="1.0"?>
<fontconfig>
${dirs.map((dir) => `  <dir>${dir}</dir>`).join('\n')}
  <cachedir>${join(BROWSER_DIR, 'font-cache')}</cachedir>
</fontconfig>
`
}

/** Where a package's main file stands. */
function folderOf(mainFile: string): string {
  return dirname(fileURLToPath(mainFile))
}

function explain(error: unknown): unknown {
  const library = /error while loading shared libraries: (\S+):/.exec(String(error))?.[1]
  if (!library) return error
  return new Error(
    `The test browser needs the system library ${library}. On Debian: apt-get install libnss3 (it also comes with default-jre-headless)`,
    { cause: error },
  )
}
