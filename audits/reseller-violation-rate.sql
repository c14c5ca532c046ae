-- name: 违规率
-- question: Which resellers have too many cards with high or critical alerts among their active ones?
-- requirement: MIIT-10/10
-- severity: high
-- schedule: daily
-- tables: alerts, profiles
-- setting ratio = 0.01 (E): largest share of active cards with such an alert that is still accepted
-- setting minimumCards = 10 (E): support, cards with such an alert
-- setting days = 30 (E): days in which alerts count
-- setting dueDays = 14 (E): days until the reseller answers
-- Live alerts of single cards alone; shadow ones accuse nobody.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  accused AS (
    SELECT iccid, groupUniqArray(detector) AS detectors
    FROM alerts_current
    WHERE openedAt > asOf - toIntervalDay({days:UInt16}) AND openedAt <= asOf
      AND mode = 'live' AND severity IN ('high', 'critical') AND iccid != ''
    GROUP BY iccid
  ),
  rates AS (
    SELECT c.reseller AS reseller, countIf(c.cardStatus = 'active') AS activeCards,
      countIf(notEmpty(a.detectors)) AS violatingCards,
      arraySort(groupUniqArrayArray(a.detectors)) AS detectorsSeen
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    LEFT JOIN accused AS a ON a.iccid = c.iccid
    WHERE c.reseller != ''
    GROUP BY c.reseller
  )
SELECT
  'reseller' AS subjectKind,
  reseller AS subjectId,
  '' AS tenant,
  {severity:String} AS severity,
  format('{} cards with a high or critical alert among {} active ones in {} days',
    toString(violatingCards), toString(activeCards), toString({days:UInt16})) AS reasonEn,
  format('{} 天内 {} 张在用卡中有 {} 张触发高级或严重告警',
    toString({days:UInt16}), toString(activeCards), toString(violatingCards)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  violatingCards, activeCards, round(violatingCards / greatest(activeCards, 1), 4) AS violationRate,
  detectorsSeen
FROM rates
WHERE violatingCards >= {minimumCards:UInt32}
  AND violatingCards > {ratio:Float64} * activeCards
