-- name: 话单缺失
-- question: Which source of usage records was silent or short in the last full hour, against its own same hour of the week?
-- requirement: LAW-9
-- severity: high
-- schedule: hourly
-- tables: usage
-- setting lowestShareOfUsual = 0.5 (E): smallest share of the usual records that is still accepted
-- setting minimumUsual = 20 (E): support, records a usual hour has
-- setting minimumWeeks = 2 (E): support, weeks of the last four in which the hour had records
-- setting dueHours = 4 (E): hours until the feed is asked after
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  toStartOfHour(asOf) - INTERVAL 1 HOUR AS hour,
  hours AS (
    SELECT source,
      intDiv(dateDiff('hour', toStartOfHour(eventTime), hour), 168) AS weeksAgo,
      uniqExact(eventId) AS records
    FROM usage
    WHERE eventTime >= hour - INTERVAL 28 DAY AND eventTime < hour + INTERVAL 1 HOUR
      AND toStartOfHour(eventTime) IN (hour, hour - INTERVAL 7 DAY, hour - INTERVAL 14 DAY,
        hour - INTERVAL 21 DAY, hour - INTERVAL 28 DAY)
    GROUP BY source, weeksAgo
  ),
  sources AS (
    SELECT source,
      sumIf(records, weeksAgo = 0) AS recordsNow,
      quantileExactIf(0.5)(records, weeksAgo > 0) AS recordsUsual,
      countIf(weeksAgo > 0) AS weeks
    FROM hours
    GROUP BY source
  )
SELECT
  'source' AS subjectKind,
  source AS subjectId,
  '' AS tenant,
  {severity:String} AS severity,
  format('{} records in the hour from {} UTC, usually {}', toString(recordsNow),
    formatDateTime(hour, '%Y-%m-%d %H:%i'), toString(recordsUsual)) AS reasonEn,
  format('{} UTC 起一小时收到 {} 条话单，通常为 {} 条', formatDateTime(hour, '%Y-%m-%d %H:%i'),
    toString(recordsNow), toString(recordsUsual)) AS reasonZh,
  asOf + toIntervalHour({dueHours:UInt16}) AS dueAt,
  recordsNow AS records, recordsUsual, weeks
FROM sources
WHERE weeks >= {minimumWeeks:UInt8}
  AND recordsUsual >= {minimumUsual:UInt64}
  AND recordsNow < {lowestShareOfUsual:Float64} * recordsUsual
