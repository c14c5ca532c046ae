-- name: 用途偏离
-- question: Which telesales and IoT cards were used at other hours, in other regions, for other services or more than their plan declares?
-- requirement: DIANXIAO-4
-- severity: medium
-- schedule: monthly
-- tables: usage, profiles
-- setting share = 0.1 (E): largest share of records off the plan that is still accepted
-- setting minimumRecords = 20 (E): support, records that the plan speaks of
-- setting days = 30 (E): days before that are looked at; raw usage is kept for 35
-- setting dueDays = 30 (E): days until the plan or the use is put right
-- What a plan does not name is no drift. Regions: where telesales cards call to, where IoT cards are.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  plans AS (
    SELECT iccid, tenant, cardClass, voiceOpen, smsOpen, dataOpen,
      cardClass = 'telesales' AS isTelesales,
      JSONExtract(body, 'telesales', 'hours', 'Array(String)') AS planHours,
      JSONExtract(body, 'telesales', 'callsPerDay', 'Nullable(UInt32)') AS callsPerDay,
      if(isTelesales, JSONExtract(body, 'telesales', 'regions', 'Array(String)'),
        JSONExtract(body, 'allowedRegions', 'Array(String)')) AS planRegions
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')})
    WHERE cardClass IN ('telesales', 'iot') AND cardStatus != 'terminated'
  ),
  records AS (
    SELECT p.* EXCEPT (iccid, tenant), p.iccid AS iccid, p.tenant AS tenant, u.service AS service,
      u.service = 'voice' AND u.direction = 'outgoing' AND u.peerKind != 'emergency' AS isCall,
      if(p.isTelesales, u.peerRegion, u.region) AS place,
      formatDateTime(u.eventTime, '%H:%i', {timeZone:String}) AS timeOfDay,
      toDate(u.eventTime, {timeZone:String}) AS day
    FROM usage_current AS u
    INNER JOIN plans AS p ON p.iccid = u.iccid
    WHERE u.eventTime > asOf - toIntervalDay({days:UInt16}) AND u.eventTime <= asOf
  ),
  judged AS (
    SELECT iccid, tenant, cardClass, day, isCall, callsPerDay,
      isCall AND notEmpty(planHours) AS hasHours,
      hasHours AND NOT arrayExists(span ->
        timeOfDay >= left(span, 5) AND timeOfDay < right(span, 5), planHours) AS isOffHours,
      place != '' AND notEmpty(planRegions) AND (isCall OR NOT isTelesales) AS hasRegion,
      hasRegion AND NOT arrayExists(region ->
        place = region OR startsWith(place, concat(region, '-')), planRegions) AS isElsewhere,
      NOT multiIf(service = 'voice', voiceOpen, service = 'sms', smsOpen, dataOpen) AS isClosed
    FROM records
  ),
  cards AS (
    SELECT iccid, tenant, cardClass, count() AS recordsSeen,
      countIf(isOffHours) AS offHours, countIf(hasHours) AS withHours,
      countIf(isElsewhere) AS elsewhere, countIf(hasRegion) AS withRegion,
      countIf(isClosed) AS closedService,
      any(callsPerDay) AS plannedPerDay,
      countIf(isCall) / greatest(uniqExactIf(day, isCall), 1) AS callsPerActiveDay
    FROM judged
    GROUP BY iccid, tenant, cardClass
  ),
  drifts AS (
    SELECT *, arrayFilter(drift -> drift != '', [
      if(withHours >= {minimumRecords:UInt32} AND offHours > {share:Float64} * withHours, 'hours', ''),
      if(withRegion >= {minimumRecords:UInt32} AND elsewhere > {share:Float64} * withRegion, 'regions', ''),
      if(recordsSeen >= {minimumRecords:UInt32} AND closedService > {share:Float64} * recordsSeen,
        'services', ''),
      if(callsPerActiveDay > ifNull(plannedPerDay, inf), 'volume', '')]) AS drift
    FROM cards
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  {severity:String} AS severity,
  format('Used off its plan in {} days: {}', toString({days:UInt16}),
    arrayStringConcat(drift, ', ')) AS reasonEn,
  format('{} 天内用途偏离申报：{}', toString({days:UInt16}), 
    arrayStringConcat(arrayMap(one -> transform(one, ['hours', 'regions', 'services', 'volume'],
      ['时段', '地区', '业务', '用量'], one), drift), '、')) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  drift, recordsSeen AS records, offHours, elsewhere, closedService, plannedPerDay,
  round(callsPerActiveDay, 1) AS callsPerActiveDay
FROM drifts
WHERE notEmpty(drift)
