import { clickHouseAuditStore } from '../../services/auditor/adapters/clickhouse-audit-store.ts'
import { clickHouseHistory } from '../../services/console/adapters/clickhouse-history.ts'
import { cardRisk, type RiskAlert } from '../../services/console/domain/card-risk.ts'
import { alertsOfCard } from '../../services/console/queries/alerts-of-card.ts'
import { connect } from '../audit/connect.ts'
import { type CardAlert, explainCardAlert, USUAL_ZONE } from './explain-card-alert.ts'
import { explainGroupAlert, type GroupAlert } from './explain-group-alert.ts'
import type { Explanation } from './explanation.ts'
import { cardLogOfFiles, groupLogOfFiles, judgeFiles } from './from-files.ts'
import { storedAlert } from './from-history.ts'
import { cardLogOfServers, groupLogOfServers } from './from-servers.ts'
import type { ExplainArguments } from './read-arguments.ts'
import { renderExplanation } from './render-explanation.ts'
import { renderRisk } from './render-risk.ts'

/** What is said, and the exit code: 1 where there is no such alert, or the records lead to another. */
export interface Answer {
  readonly code: 0 | 1
  readonly text: string
}

type Of<Kind extends ExplainArguments['kind']> = Extract<ExplainArguments, { kind: Kind }>

/** Explains one alert. */
export async function explainAlert(
  asked: Of<'alert'>,
  environment: NodeJS.ProcessEnv,
): Promise<Answer> {
  const found = asked.files.length > 0 ? await byFiles(asked) : await byServers(asked, environment)
  if (found === undefined) return unknownAlert(asked)
  const text = asked.format === 'json' ? json(found) : renderExplanation(found, asked)
  return { code: found.verdict.status === 'same' ? 0 : 1, text }
}

async function byFiles(asked: Of<'alert'>): Promise<Explanation | undefined> {
  const { alerts } = await judgeFiles(asked)
  const alert = alerts.get(asked.alertId)
  if (!alert) return undefined
  const until = BigInt(alert.evidence.offset.offset)
  if (isOfGroup(alert)) {
    const items = await groupLogOfFiles(asked, { group: alert.group, until })
    return explainGroupAlert(alert, items, [])
  }
  if (!isOfCard(alert)) return undefined
  const items = await cardLogOfFiles(asked, { iccid: alert.iccid, until })
  return explainCardAlert(alert, items, [])
}

async function byServers(
  { alertId, policy }: Of<'alert'>,
  environment: NodeJS.ProcessEnv,
): Promise<Explanation | undefined> {
  await using connected = await connect(environment)
  const history = clickHouseHistory(connected.clickhouse)
  const alert = await storedAlert(history, alertId)
  if (!alert) return undefined
  if (isOfGroup(alert)) {
    const { items, notes } = await groupLogOfServers(alert, { environment, policy })
    return explainGroupAlert(alert, items, notes)
  }
  if (!isOfCard(alert)) return undefined
  const { items, notes } = await cardLogOfServers(alert, { history, environment, policy })
  return explainCardAlert(alert, items, notes)
}

function isOfCard(alert: Explanation['alert']): alert is CardAlert {
  return alert.iccid !== null
}

function isOfGroup(alert: Explanation['alert']): alert is GroupAlert {
  return alert.group !== null
}

function unknownAlert({ alertId, files, format }: Of<'alert'>): Answer {
  const where = files.length > 0 ? 'these files do not lead to it' : 'the history has none'
  const error = `There is no alert ${alertId}: ${where}`
  return { code: 1, text: format === 'json' ? json({ error }) : `${error}\n` }
}

/** Tells a card's risk, term by term. */
export async function explainCard(
  { iccid, language, format, ...files }: Of<'card'>,
  environment: NodeJS.ProcessEnv,
): Promise<Answer> {
  const { alerts, asOf, timeZone } =
    files.files.length > 0
      ? await alertsOfFiles(iccid, files)
      : await alertsOfServers(iccid, environment)
  const risk = cardRisk(alerts, asOf)
  const text =
    format === 'json' ? json({ iccid, risk }) : renderRisk(iccid, risk, { language, timeZone })
  return { code: 0, text }
}

interface CardAlerts {
  readonly alerts: readonly RiskAlert[]
  readonly asOf: number
  readonly timeZone: string
}

/** Of files the newest record is the present. */
async function alertsOfFiles(
  iccid: string,
  files: Pick<Of<'card'>, 'files' | 'policy'>,
): Promise<CardAlerts> {
  const { alerts, newest = 0, timeZone } = await judgeFiles(files)
  const own = [...alerts.values()].filter((alert) => alert.iccid === iccid)
  return { alerts: own, asOf: newest, timeZone }
}

async function alertsOfServers(iccid: string, environment: NodeJS.ProcessEnv): Promise<CardAlerts> {
  await using connected = await connect(environment)
  const { clickhouse, clock } = connected
  const newest = clock === 'feed' ? await clickHouseAuditStore(clickhouse).newestUsage() : null
  const asOf = newest ?? Date.now()
  const alerts = await clickHouseHistory(clickhouse).ask(alertsOfCard({ iccid, asOf }))
  return { alerts, asOf, timeZone: USUAL_ZONE }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
