-- name: 同意覆盖率
-- question: Which tenants call too many people without a valid consent?
-- requirement: OUTBOUND-3
-- severity: high
-- schedule: daily
-- tables: usage, profiles, consents
-- imports: consents
-- setting lowestCoverage_warn = 0.95 (E): smallest share of called people with consent that is still accepted; below it medium
-- setting lowestCoverage_act = 0.8 (E): below this share the tenant's limits are to be reviewed
-- setting minimumCallees = 20 (E): support, people called
-- setting days = 7 (E): days of calls that are looked at
-- setting dueDays = 7 (E): days until the tenant answers
-- Calls of telesales cards to people. A consent counts when it held at the time of the call, under the
-- token of the key in force or of the one before.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  calls AS (
    SELECT c.tenant AS tenant, u.peer AS peer, u.peerPrevious AS peerPrevious, u.eventTime AS calledAt
    FROM usage_current AS u
    INNER JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = u.iccid
    WHERE u.eventTime > asOf - toIntervalDay({days:UInt16}) AND u.eventTime <= asOf
      AND u.service = 'voice' AND u.direction = 'outgoing' AND u.peerKind = 'person' AND u.peer != ''
      AND c.cardClass = 'telesales'
  ),
  given AS (
    SELECT tenant, peer, groupArray((givenAt,
      least(ifNull(validUntil, toDateTime64('2299-01-01', 3, 'UTC')),
        ifNull(withdrawnAt, toDateTime64('2299-01-01', 3, 'UTC'))))) AS spans
    FROM consents_current
    GROUP BY tenant, peer
  ),
  callees AS (
    SELECT k.tenant AS tenant, k.peer AS peer,
      min(arrayExists(span -> span.1 <= k.calledAt AND k.calledAt < span.2,
        arrayConcat(g.spans, p.spans))) AS isCovered
    FROM calls AS k
    LEFT JOIN given AS g ON g.tenant = k.tenant AND g.peer = k.peer
    LEFT JOIN given AS p ON p.tenant = k.tenant AND p.peer = k.peerPrevious
    GROUP BY tenant, peer
  ),
  coverages AS (
    SELECT tenant, count() AS calleesSeen, sum(isCovered) AS calleesWithConsent,
      round(calleesWithConsent / calleesSeen, 4) AS coverage
    FROM callees
    GROUP BY tenant
  )
SELECT
  'tenant' AS subjectKind,
  tenant AS subjectId,
  tenant,
  if(coverage < {lowestCoverage_act:Float64}, {severity:String}, 'medium') AS severity,
  format('{} of {} people called in {} days had given consent', toString(calleesWithConsent),
    toString(calleesSeen), toString({days:UInt16})) AS reasonEn,
  format('{} 天内呼叫的 {} 人中，{} 人已同意', toString({days:UInt16}), toString(calleesSeen),
    toString(calleesWithConsent)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  calleesSeen AS callees, calleesWithConsent, coverage
FROM coverages
WHERE calleesSeen >= {minimumCallees:UInt32} AND coverage < {lowestCoverage_warn:Float64}
