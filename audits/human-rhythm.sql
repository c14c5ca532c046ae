-- name: 类人作息
-- question: Which IoT cards are used in the rhythm of a person's day, unlike the cards of the same scene?
-- requirement: MIIT-10/6
-- severity: low
-- schedule: daily
-- tables: usage, profiles
-- setting percentile = 99 (E): of the scene's cards by distance from the scene's mean day; above it is far out
-- setting lowestWakingShare = 0.9 (E): support, share of the records from 07:00 to 23:00
-- setting minimumRecords = 50 (E): support, records of the card in 14 days
-- setting minimumPeers = 50 (E): support, cards of the scene with so many records
-- setting dueDays = 14 (E): days until somebody has looked
-- The distance is the sum over 24 local hours of the difference between the card's share of its
-- records and the mean share of the scene's cards.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  hours AS (
    SELECT iccid, toHour(toTimeZone(eventTime, {timeZone:String})) AS hour, count() AS records
    FROM usage_current
    WHERE eventTime > asOf - INTERVAL 14 DAY AND eventTime <= asOf
    GROUP BY iccid, hour
  ),
  days AS (
    SELECT c.iccid AS iccid, c.tenant AS tenant, c.scene AS scene, sum(h.records) AS total,
      sumIf(h.records, h.hour BETWEEN 7 AND 22) / total AS wakingShare,
      mapFromArrays(groupArray(h.hour), groupArray(h.records)) AS recordsByHour,
      arrayMap(hour -> recordsByHour[toUInt8(hour)] / total, range(24)) AS shares
    FROM hours AS h
    INNER JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = h.iccid
    WHERE c.cardClass = 'iot'
    GROUP BY iccid, tenant, scene
    HAVING total >= {minimumRecords:UInt32}
  ),
  scenes AS (
    SELECT scene, count() AS peerCards, avgForEach(shares) AS meanShares FROM days GROUP BY scene
  ),
  ranked AS (
    SELECT d.*, s.peerCards AS peerCards,
      arraySum((own, mean) -> abs(own - mean), d.shares, s.meanShares) AS distance,
      percent_rank() OVER (PARTITION BY scene ORDER BY distance) AS rank
    FROM days AS d
    INNER JOIN scenes AS s ON s.scene = d.scene
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  {severity:String} AS severity,
  format('{} % of {} records in 14 days by day, unlike {} cards of the scene',
    toString(round(100 * wakingShare)), toString(total), toString(peerCards)) AS reasonEn,
  format('14 天 {} 条记录中 {}% 在白天，与同场景 {} 张卡的作息不同', toString(total),
    toString(round(100 * wakingShare)), toString(peerCards)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  scene, total AS records, round(wakingShare, 3) AS wakingShare, peerCards,
  round(distance, 3) AS distanceFromScene, round(rank, 4) AS rankInScene
FROM ranked
WHERE peerCards >= {minimumPeers:UInt32}
  AND rank > {percentile:Float64} / 100
  AND wakingShare >= {lowestWakingShare:Float64}
