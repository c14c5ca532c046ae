-- name: 销存不符
-- question: For which batches do a reseller's reported sales and stock differ from the cards there are, for days on end?
-- requirement: LAW-4
-- severity: medium
-- schedule: daily
-- tables: profiles, stock
-- imports: stock
-- setting days = 7 (E): full days that must all differ
-- setting dueDays = 14 (E): days until the reseller explains it
-- Cards there are: those whose contract is not terminated at the end of the day.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  versions AS (
    SELECT iccid, reseller, JSONExtractString(body, 'batch') AS batch, status, eventTime AS validFrom,
      leadInFrame(eventTime, 1, toDateTime64('2299-01-01', 3, 'UTC')) OVER (
        PARTITION BY iccid ORDER BY eventTime
        ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING) AS validTo
    FROM profiles_current
  ),
  dayEnds AS (
    SELECT toDate(end - INTERVAL 1 DAY, {timeZone:String}) AS day, toDateTime64(end, 3, 'UTC') AS dayEnd
    FROM (SELECT toStartOfDay(asOf, {timeZone:String}) - toIntervalDay(number) AS end
      FROM numbers(toUInt64({days:UInt16})))
  ),
  counted AS (
    SELECT day, reseller, batch, count() AS cards
    FROM versions CROSS JOIN dayEnds
    WHERE validFrom < dayEnd AND validTo >= dayEnd AND status != 'terminated'
    GROUP BY day, reseller, batch
  ),
  compared AS (
    SELECT s.reseller AS reseller, s.batch AS batch, s.day AS day, s.sold AS sold, s.stock AS inStock,
      toInt64(c.cards) - s.sold - s.stock AS difference
    FROM stock_current AS s
    LEFT JOIN counted AS c ON c.day = s.day AND c.reseller = s.reseller AND c.batch = s.batch
    WHERE s.day IN (SELECT day FROM dayEnds)
  )
SELECT
  'batch' AS subjectKind,
  concat(reseller, '/', batch) AS subjectId,
  '' AS tenant,
  {severity:String} AS severity,
  format('{} cards more than sold and stock together on the last of {} days that all differ',
    toString(argMax(difference, day)), toString(count())) AS reasonEn,
  format('连续 {} 天销存不符，最近一天卡数与销售加库存相差 {} 张', toString(count()),
    toString(argMax(difference, day))) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  reseller, batch, argMax(sold, day) AS soldCards, argMax(inStock, day) AS stockCards,
  arraySort(groupArray((toString(day), difference))) AS differences
FROM compared
GROUP BY reseller, batch
HAVING countIf(difference != 0) >= {days:UInt16}
