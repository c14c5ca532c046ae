-- name: 标记次数
-- question: Which cards do third parties mark as a nuisance too often?
-- requirement: DIANXIAO-5
-- severity: medium
-- schedule: daily
-- tables: reports, profiles
-- imports: reports
-- setting perDay = 5 (D): most marks in 24 hours
-- setting per3Days = 20 (D): most marks in 3 days
-- setting per7Days = 50 (D): most marks in 7 days
-- setting dueDays = 7 (E): days until somebody has looked
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  marked AS (
    SELECT iccid,
      countIf(eventTime > asOf - INTERVAL 1 DAY) AS marksDay,
      countIf(eventTime > asOf - INTERVAL 3 DAY) AS marks3Days,
      count() AS marks7Days,
      arraySort(groupUniqArray(20)(category)) AS categories,
      arraySort(groupUniqArray(20)(source)) AS sources
    FROM reports_current
    WHERE report = 'mark' AND ifNull(valid, 1) = 1 AND iccid != ''
      AND eventTime > asOf - INTERVAL 7 DAY AND eventTime <= asOf
    GROUP BY iccid
  )
SELECT
  'card' AS subjectKind,
  m.iccid AS subjectId,
  c.tenant AS tenant,
  {severity:String} AS severity,
  format('Marked {} times in a day, {} in 3 days, {} in 7 days',
    toString(marksDay), toString(marks3Days), toString(marks7Days)) AS reasonEn,
  format('被标记：1 天 {} 次，3 天 {} 次，7 天 {} 次',
    toString(marksDay), toString(marks3Days), toString(marks7Days)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  marksDay, marks3Days, marks7Days, categories, sources
FROM marked AS m
LEFT JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = m.iccid
WHERE marksDay > {perDay:UInt32} OR marks3Days > {per3Days:UInt32} OR marks7Days > {per7Days:UInt32}
