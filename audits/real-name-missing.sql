-- name: 未实名
-- question: Which cards without a real name are in use?
-- requirement: MIIT-10/4
-- severity: high
-- schedule: daily
-- tables: profiles, usage
-- setting days = 30 (E): days in which use counts
-- setting dueDays = 3 (E): days until the name is there
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  used AS (
    SELECT iccid, uniqExact(source, eventId) AS records, max(eventTime) AS lastUsedAt
    FROM usage
    WHERE eventTime > asOf - toIntervalDay({days:UInt16}) AND eventTime <= asOf
    GROUP BY iccid
  )
SELECT
  'card' AS subjectKind,
  c.iccid AS subjectId,
  c.tenant AS tenant,
  {severity:String} AS severity,
  format('In use without a real name: {} records in {} days', toString(u.records),
    toString({days:UInt16})) AS reasonEn,
  format('未实名卡在用：{} 天内 {} 条使用记录', toString({days:UInt16}),
    toString(u.records)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  u.records AS records, toString(u.lastUsedAt) AS lastUsedAt, c.cardClass AS cardClass,
  c.reseller AS reseller
FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
INNER JOIN used AS u ON u.iccid = c.iccid
WHERE c.realName = 'none' AND c.cardStatus != 'test'
