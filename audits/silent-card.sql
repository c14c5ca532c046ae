-- name: 沉默卡
-- question: Which cards had no traffic since they were opened?
-- requirement: LAW-15
-- severity: low
-- schedule: daily
-- tables: profiles, features, usage
-- setting days_mobile = 180 (B): days without traffic from opening, China Mobile
-- setting days_telecom = 180 (B): the same, China Telecom
-- setting days_unicom = 360 (B): the same, China Unicom
-- setting days_other = 180 (E): the same, any other carrier
-- setting daysAfterEnd = 90 (B): days after that until the card may be closed
-- Feature rows are kept for 240 days: older use is forgotten. While the feed is a day behind,
-- silence proves nothing: then the run fails and says so.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  opened AS (
    SELECT iccid, tenant, reseller, carrier,
      fromUnixTimestamp64Milli(assumeNotNull(activatedAtMs), 'UTC') AS openedAt,
      transform(carrier, ['mobile', 'telecom', 'unicom'],
        [{days_mobile:UInt16}, {days_telecom:UInt16}, {days_unicom:UInt16}], {days_other:UInt16}) AS days
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')})
    WHERE activatedAtMs IS NOT NULL AND cardStatus NOT IN ('terminated', 'test')
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  {severity:String} AS severity,
  format('No traffic since it was opened on {}', toString(toDate(openedAt))) AS reasonEn,
  format('{} 开卡以来无任何使用', toString(toDate(openedAt))) AS reasonZh,
  openedAt + toIntervalDay(days + {daysAfterEnd:UInt16}) AS dueAt,
  carrier, reseller, toString(openedAt) AS openedOn, dateDiff('day', openedAt, asOf) AS silentDays
FROM opened
WHERE openedAt <= asOf - toIntervalDay(days)
  AND iccid NOT IN (SELECT iccid FROM features WHERE windowKind = 'month' AND windowStart <= asOf)
  AND throwIf((SELECT max(eventTime) FROM usage) < asOf - INTERVAL 1 DAY,
    'Blind: the newest usage record is more than a day old') = 0
