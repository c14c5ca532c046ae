import { connectClickHouse } from '#runtime/clickhouse.ts'
import { configOrExit } from '#runtime/config-or-exit.ts'
import { createLogger } from '#runtime/logger.ts'
import { createMetrics } from '#runtime/metrics.ts'
import { opsServer } from '#runtime/ops-server.ts'
import { runService } from '#runtime/run-service.ts'
import { readAudits } from './adapters/audit-files.ts'
import { auditSchedule } from './adapters/audit-schedule.ts'
import { auditorMetrics } from './adapters/auditor-metrics.ts'
import { clickHouseAuditStore } from './adapters/clickhouse-audit-store.ts'
import { AuditorConfig } from './config.ts'

const NAME = 'auditor'

const config = configOrExit(NAME, AuditorConfig)
const logger = createLogger({ name: NAME, level: config.LOG_LEVEL })
const metrics = createMetrics(NAME)
const clickhouse = connectClickHouse({
  url: config.CLICKHOUSE_URL,
  database: config.CLICKHOUSE_DATABASE,
  user: config.CLICKHOUSE_USER,
  password: config.CLICKHOUSE_PASSWORD,
  application: NAME,
  logger,
})
const store = clickHouseAuditStore(clickhouse)
const wallNow = () => Date.now()
const schedule = auditSchedule({
  audits: readAudits(),
  store,
  clock: { wallNow },
  feedNow: config.CLOCK === 'feed' ? store.newestUsage : async () => wallNow(),
  everyMs: config.LOOK_SECONDS * 1_000,
  logger,
  onRun: auditorMetrics(metrics, logger).ran,
})
const ops = opsServer({
  host: config.OPS_HOST,
  port: config.OPS_PORT,
  registry: metrics.registry,
  ready: { schedule: schedule.isReady },
  logger,
})
const connection = { name: 'store', start: async () => {}, stop: () => clickhouse.close() }

await runService([ops, connection, schedule], { logger })
