import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { StackError } from './stack-error.ts'

/** Kafka 4 runs on nothing older. */
const OLDEST_JAVA = 17

const WAY_OUT =
  'on Debian: apt-get install openjdk-17-jre-headless maven; or set KAFKA_BROKERS to a Kafka you have; or run the tests with TEST_STACK=containers'

/** Throws one clear line unless a Java that can run Kafka is in PATH. */
export async function requireJava(): Promise<void> {
  const fault = javaFault(await versionText('java', ['-version']))
  if (fault) throw new StackError(fault)
}

/** Throws one clear line unless Maven, which fetches Kafka the first time, is in PATH. */
export async function requireMaven(): Promise<void> {
  const fault = mavenFault(await versionText('mvn', ['--version']))
  if (fault) throw new StackError(fault)
}

/** What is wrong with the Java whose `-version` said this (null: there is none); null: nothing. */
export function javaFault(text: string | null): string | null {
  if (text === null) return `Java ${OLDEST_JAVA} or newer is missing (${WAY_OUT})`
  // 1.8.0 was the eighth version; since the ninth the first number says it
  const major = /version "(?:1\.)?(\d+)/.exec(text)?.[1]
  if (major !== undefined && Number(major) >= OLDEST_JAVA) return null
  return `Java ${OLDEST_JAVA} or newer is missing, found ${major ?? 'an unknown version'} (${WAY_OUT})`
}

/** What is wrong with the Maven whose `--version` said this (null: there is none); null: nothing. */
export function mavenFault(text: string | null): string | null {
  return text === null ? `Maven, which fetches Kafka once, is missing (${WAY_OUT})` : null
}

async function versionText(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args)
    return stdout + stderr
  } catch {
    return null
  }
}
