-- name: 投诉率
-- question: Which tenants draw too many valid complaints for their numbers, and which cards alone draw too many?
-- requirement: DIANXIAO-6
-- severity: high
-- schedule: daily
-- tables: reports, profiles
-- imports: reports
-- setting ratioPerMonth = 0.0005 (B): largest share of valid complaints per number in 30 days that is still accepted, strict 0.0001
-- setting minimumComplaints = 3 (E): support of the share, valid complaints of the tenant
-- setting perNumber = 2 (D): most valid complaints of one card in 30 days
-- setting dueDays = 15 (B): days until the complaints are answered
-- Numbers are cards with voice or SMS open that are not terminated.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  complained AS (
    SELECT iccid, count() AS complaints
    FROM reports_current
    WHERE report = 'complaint' AND valid = 1
      AND eventTime > asOf - INTERVAL 30 DAY AND eventTime <= asOf
    GROUP BY iccid
  ),
  numbers AS (
    SELECT c.iccid AS iccid, c.tenant AS tenant, r.complaints AS complaints
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    LEFT JOIN complained AS r ON r.iccid = c.iccid
    WHERE c.cardStatus != 'terminated' AND (c.voiceOpen OR c.smsOpen)
  ),
  subjects AS (
    SELECT 'card' AS subjectKind, iccid AS subjectId, tenant, complaints AS complaintsSeen, 1 AS numbersHeld
    FROM numbers
    WHERE complaints > {perNumber:UInt32}
    UNION ALL
    SELECT 'tenant' AS subjectKind, tenant AS subjectId, tenant, sum(complaints) AS complaintsSeen,
      count() AS numbersHeld
    FROM numbers
    GROUP BY tenant
    HAVING complaintsSeen >= {minimumComplaints:UInt32}
      AND complaintsSeen > {ratioPerMonth:Float64} * numbersHeld
  )
SELECT
  subjectKind,
  subjectId,
  tenant,
  {severity:String} AS severity,
  if(subjectKind = 'card',
    format('{} valid complaints about one number in 30 days', toString(complaintsSeen)),
    format('{} valid complaints in 30 days over {} numbers', toString(complaintsSeen),
      toString(numbersHeld))) AS reasonEn,
  if(subjectKind = 'card',
    format('单号 30 天内有效投诉 {} 件', toString(complaintsSeen)),
    format('30 天内有效投诉 {} 件，号码总数 {}', toString(complaintsSeen),
      toString(numbersHeld))) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  complaintsSeen AS complaints, numbersHeld AS numbers,
  round(complaintsSeen / numbersHeld, 6) AS complaintRate
FROM subjects
