-- name: 评估缺失
-- question: Which active IoT cards have no security assessment, or one that is over or soon will be?
-- requirement: MIIT-10/3
-- severity: medium
-- schedule: daily
-- tables: profiles
-- setting warnDaysBefore = 30 (E): days before the end from which it is told, as low
-- setting dueDays = 30 (E): days until an assessment is there; one that still runs: its end
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  iot AS (
    SELECT *, fromUnixTimestamp64Milli(ifNull(assessmentValidToMs, 0), 'UTC') AS validTo,
      multiIf(
        assessmentId = '', 'absent',
        assessmentValidToMs IS NULL, 'valid',
        validTo <= asOf, 'over',
        validTo <= asOf + toIntervalDay({warnDaysBefore:UInt16}), 'ends soon',
        'valid') AS gap
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')})
    WHERE cardClass = 'iot' AND cardStatus = 'active'
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  if(gap = 'ends soon', 'low', {severity:String}) AS severity,
  multiIf(
    gap = 'absent', 'An active IoT card without a security assessment',
    gap = 'over', format('The security assessment {} ended on {}', assessmentId, toString(toDate(validTo))),
    format('The security assessment {} ends on {}', assessmentId, toString(toDate(validTo)))) AS reasonEn,
  multiIf(
    gap = 'absent', '在用物联网卡没有安全评估',
    gap = 'over', format('安全评估 {} 已于 {} 到期', assessmentId, toString(toDate(validTo))),
    format('安全评估 {} 将于 {} 到期', assessmentId, toString(toDate(validTo)))) AS reasonZh,
  if(gap = 'ends soon', validTo, asOf + toIntervalDay({dueDays:UInt16})) AS dueAt,
  gap, assessmentId, assessmentValidToMs, reseller, batch
FROM iot
WHERE gap != 'valid'
