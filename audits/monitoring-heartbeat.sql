-- name: 监测证明
-- question: What did the monitoring see, judge and do on the last full day? One finding a day is the proof.
-- requirement: LAW-9
-- severity: low
-- schedule: daily
-- tables: usage, features, alerts, commands, event_marks, dead_letters
-- setting dueDays = 1 (E): days until somebody has looked
-- Coverage is the records counted in the cards' day rows over the records stored. Latency is from
-- Kafka's time of the last record an alert names to Kafka's time of the command. A finding is of its
-- day, so that the next day's run closes it and it stays as the proof.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  toDateTime64(toStartOfDay(asOf, {timeZone:String}) - INTERVAL 1 DAY, 3, 'UTC') AS dayStart,
  toDateTime64(toStartOfDay(asOf, {timeZone:String}), 3, 'UTC') AS dayEnd,
  recorded AS (
    SELECT count() AS records, uniqExact(iccid) AS cards, uniqExact(source) AS sources
    FROM usage_current
    WHERE eventTime >= dayStart AND eventTime < dayEnd
  ),
  judged AS (
    SELECT sum(ifNull(usageRecords, 0)) AS judgedRecords
    FROM features_current
    WHERE windowKind = 'day' AND windowStart = dayStart
  ),
  raised AS (
    SELECT count() AS alerts,
      arraySort(groupUniqArray(concat(detector, '@',
        toString(JSONExtractUInt(body, 'evidence', 'detectorVersion'))))) AS detectorVersions,
      arraySort(groupUniqArray(JSONExtractString(body, 'evidence', 'policyVersion'))) AS policyVersions
    FROM alerts_current
    WHERE openedAt >= dayStart AND openedAt < dayEnd
  ),
  sent AS (
    SELECT s.commandId AS commandId, any(s.appendedAt) AS sentAt, max(u.appendedAt) AS usedAt
    FROM commands_current AS s
    INNER JOIN alerts_current AS a ON a.alertId = s.alertId
    INNER JOIN usage_current AS u ON u.iccid = s.iccid
      AND concat(u.source, '/', u.eventId) = JSONExtractString(a.body, 'evidence', 'events', -1)
    WHERE s.step = 'sent' AND s.at >= dayStart AND s.at < dayEnd
      AND u.eventTime >= dayStart - INTERVAL 1 DAY AND u.eventTime < dayEnd
    GROUP BY s.commandId
  ),
  latency AS (
    SELECT count() AS commandsTimed,
      round(ifNotFinite(quantileExact(0.5)(dateDiff('ms', usedAt, sentAt)), 0)) AS latencyMedianMs,
      round(ifNotFinite(quantileExact(0.99)(dateDiff('ms', usedAt, sentAt)), 0)) AS latency99thMs
    FROM sent
  ),
  (SELECT uniqExact(commandId) FROM commands_current
    WHERE step = 'sent' AND at >= dayStart AND at < dayEnd) AS commands,
  (SELECT count() FROM event_marks FINAL
    WHERE mark = 'late' AND eventTime >= dayStart AND eventTime < dayEnd) AS lateRecords,
  (SELECT count() FROM dead_letters_current
    WHERE firstSeen >= dayStart AND firstSeen < dayEnd) AS deadLetters,
  formatDateTime(dayStart, '%Y-%m-%d', {timeZone:String}) AS day
SELECT
  'platform' AS subjectKind,
  day AS subjectId,
  '' AS tenant,
  {severity:String} AS severity,
  format('{}: {} of {} usage records judged, {} alerts, {} commands, {} ms from record to command at the median',
    day, toString(judgedRecords), toString(records), toString(alerts), toString(commands),
    toString(latencyMedianMs)) AS reasonEn,
  format('{}：{} 条话单中 {} 条已判定，告警 {} 条，指令 {} 条，话单到指令中位时延 {} 毫秒',
    day, toString(records), toString(judgedRecords), toString(alerts), toString(commands),
    toString(latencyMedianMs)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  records, cards, sources, judgedRecords,
  if(records = 0, null, round(judgedRecords / records, 4)) AS coverage,
  lateRecords, deadLetters, alerts, detectorVersions, policyVersions,
  commands, commandsTimed, latencyMedianMs, latency99thMs
FROM recorded, judged, raised, latency
