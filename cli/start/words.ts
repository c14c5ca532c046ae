import type { Language } from './options.ts'
import { EN } from './words-en.ts'
import { ZH } from './words-zh.ts'

/** Everything the command says that depends on the language; errors are in English only. */
export interface Words {
  readonly locale: string
  /** Which of an alert's two sentences. */
  readonly reason: 'reasonEn' | 'reasonZh'
  readonly title: string
  readonly starting: string
  readonly catchingUp: string
  readonly draining: string
  readonly stopping: (name: string) => string
  readonly feedTime: string
  readonly feedIsOver: string
  readonly usage: string
  readonly folded: string
  readonly archived: string
  readonly perSecond: string
  readonly inAll: string
  readonly behind: string
  readonly alerts: string
  readonly commands: string
  readonly obeyed: string
  readonly held: string
  readonly latency: string
  readonly newestAlerts: string
  readonly noAlerts: string
  readonly services: string
  readonly restarted: (times: number) => string
  readonly severities: Readonly<Record<string, string>>
  readonly actions: Readonly<Record<string, string>>
  readonly holds: Readonly<Record<string, string>>
  readonly console: string
  readonly newestInClickHouse: string
  readonly hoursInClickHouse: string
  readonly metrics: string
  readonly howToStop: string
  readonly whatNext: (dataDir: string) => string
  readonly summary: SummaryWords
}

interface SummaryWords {
  readonly eventsIn: string
  readonly eventsInClickHouse: string
  readonly lost: string
  readonly duplicates: string
  readonly late: string
  readonly deadLetters: string
  readonly firstAlert: string
  readonly leftovers: string
  readonly nothing: string
  readonly columns: readonly [
    detector: string,
    planted: string,
    found: string,
    recall: string,
    precision: string,
    alerts: string,
    commands: string,
  ]
  readonly hardBreach: string
  readonly statistical: string
  readonly shadow: string
  readonly ok: string
  readonly failed: string
}

export function wordsOf(language: Language): Words {
  return language === 'zh' ? ZH : EN
}
