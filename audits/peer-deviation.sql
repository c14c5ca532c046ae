-- name: 同行业偏离
-- question: Which IoT cards used far more data in a day than the cards of the same tenant, scene and device model?
-- requirement: MIIT-10/5
-- severity: medium
-- schedule: daily
-- tables: features, profiles
-- setting robustZ = 3.5 (E): largest robust z of the day's bytes that is still accepted
-- setting minimumBytes = 5242880 (E): support, bytes of the card in the day
-- setting minimumPeers = 10 (E): support, cards of the group that used data in the day
-- setting dueDays = 7 (E): days until somebody has looked
-- The spread is 1.4826 times the median distance from the median, and at least 1 byte: one card far
-- out moves neither.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  days AS (
    SELECT c.iccid AS iccid, c.tenant AS tenant, c.scene AS scene, c.deviceModel AS deviceModel,
      max(f.bytesTotal) AS bytes
    FROM features_current AS f
    INNER JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = f.iccid
    WHERE f.windowKind = 'day'
      AND f.windowStart > asOf - INTERVAL 48 HOUR AND f.windowStart <= asOf - INTERVAL 24 HOUR
      AND f.bytesTotal > 0 AND c.cardClass = 'iot'
    GROUP BY ALL
  ),
  centred AS (
    SELECT *,
      count() OVER (PARTITION BY tenant, scene, deviceModel) AS peerCards,
      quantileExact(0.5)(bytes) OVER (PARTITION BY tenant, scene, deviceModel) AS medianBytes
    FROM days
  ),
  spread AS (
    SELECT *,
      greatest(1, 1.4826 * quantileExact(0.5)(abs(toFloat64(bytes) - toFloat64(medianBytes)))
        OVER (PARTITION BY tenant, scene, deviceModel)) AS spreadBytes
    FROM centred
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  {severity:String} AS severity,
  format('{} MB of data in a day, {} MB at the median of {} cards of the same use',
    toString(round(bytes / 1048576, 1)), toString(round(medianBytes / 1048576, 3)),
    toString(peerCards)) AS reasonEn,
  format('单日流量 {} MB，同用途 {} 张卡的中位数为 {} MB',
    toString(round(bytes / 1048576, 1)), toString(peerCards),
    toString(round(medianBytes / 1048576, 3))) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  scene, deviceModel, bytes, medianBytes, round(spreadBytes) AS spreadBytes, peerCards,
  round((toFloat64(bytes) - toFloat64(medianBytes)) / spreadBytes, 1) AS robustZ
FROM spread
WHERE peerCards >= {minimumPeers:UInt32}
  AND bytes > {minimumBytes:UInt64}
  AND robustZ > {robustZ:Float64}
