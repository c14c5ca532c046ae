/** Two questions to begin with, in ClickHouse's own page. */
const QUERIES = {
  alerts:
    'SELECT openedAt, detector, iccid, severity, reasonEn FROM alerts_current ORDER BY openedAt DESC LIMIT 50',
  hours:
    'SELECT toStartOfHour(eventTime) AS hour, service, count() AS records, uniq(iccid) AS cards FROM usage_current GROUP BY ALL ORDER BY hour DESC LIMIT 50',
} as const

export interface Links {
  /** Null: without the web page. */
  readonly console: string | null
  /** ClickHouse's page with a query in it, which runs at once. */
  readonly alerts: string
  readonly hours: string
  /** Figures of each service, by its name. */
  readonly metrics: readonly (readonly [name: string, url: string])[]
}

export interface LinkSources {
  readonly clickhouseUrl: string
  readonly database: string
  readonly consolePort: number | null
  readonly services: readonly { readonly name: string; readonly opsUrl: string }[]
}

/** Where a person can look further. */
export function linksOf({ clickhouseUrl, database, consolePort, services }: LinkSources): Links {
  return {
    console: consolePort === null ? null : `http://127.0.0.1:${consolePort}`,
    alerts: playUrl(clickhouseUrl, database, QUERIES.alerts),
    hours: playUrl(clickhouseUrl, database, QUERIES.hours),
    metrics: services.map(({ name, opsUrl }) => [name, `${opsUrl}/metrics`]),
  }
}

function playUrl(clickhouseUrl: string, database: string, query: string): string {
  const url = new URL('/play', clickhouseUrl)
  url.username = ''
  url.password = ''
  url.searchParams.set('database', database)
  url.searchParams.set('run', '1')
  url.hash = Buffer.from(query).toString('base64')
  return url.href
}
