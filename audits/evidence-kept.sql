-- name: 证据留存
-- question: Which tenants' outbound calls have no record or consent reference, or one that is not kept long enough?
-- requirement: LAW-18
-- severity: medium
-- schedule: daily
-- tables: usage, profiles, call_evidence
-- imports: call_evidence
-- setting minimumDays = 30 (A): days that evidence is kept at least
-- setting wantedDays = 150 (A): days of the 2020 draft; below it is told as low
-- setting days = 7 (E): days of calls that are looked at
-- setting settleDays = 1 (E): days the import may take
-- setting dueDays = 7 (E): days until the tenant answers
-- Answered calls of telesales cards to people.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  calls AS (
    SELECT c.tenant AS tenant, dateDiff('day', u.eventTime, e.keptUntil) AS keptDays,
      e.recordReference != '' OR e.consentReference != '' AS hasEvidence
    FROM usage_current AS u
    INNER JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = u.iccid
    LEFT JOIN call_evidence_current AS e ON e.source = u.source AND e.eventId = u.eventId
    WHERE u.eventTime > asOf - toIntervalDay({days:UInt16} + {settleDays:UInt16})
      AND u.eventTime <= asOf - toIntervalDay({settleDays:UInt16})
      AND u.service = 'voice' AND u.direction = 'outgoing' AND u.answered = 1
      AND u.peerKind = 'person' AND c.cardClass = 'telesales'
  ),
  tenants AS (
    SELECT tenant, count() AS callsSeen, countIf(NOT hasEvidence) AS callsWithout,
      countIf(hasEvidence AND keptDays < {minimumDays:UInt16}) AS callsKeptShort,
      countIf(hasEvidence AND keptDays >= {minimumDays:UInt16}
        AND keptDays < {wantedDays:UInt16}) AS callsBelowWanted
    FROM calls
    GROUP BY tenant
  )
SELECT
  'tenant' AS subjectKind,
  tenant AS subjectId,
  tenant,
  if(callsWithout + callsKeptShort > 0, {severity:String}, 'low') AS severity,
  format('Of {} answered calls {} have no evidence, {} have it for less than {} days, {} for less than {}',
    toString(callsSeen), toString(callsWithout), toString(callsKeptShort), toString({minimumDays:UInt16}),
    toString(callsBelowWanted), toString({wantedDays:UInt16})) AS reasonEn,
  format('接通外呼 {} 次：无证据 {} 次，留存不足 {} 天 {} 次，不足 {} 天 {} 次',
    toString(callsSeen), toString(callsWithout), toString({minimumDays:UInt16}), toString(callsKeptShort),
    toString({wantedDays:UInt16}), toString(callsBelowWanted)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  callsSeen AS calls, callsWithout, callsKeptShort, callsBelowWanted
FROM tenants
WHERE callsWithout + callsKeptShort + callsBelowWanted > 0
