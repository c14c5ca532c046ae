-- name: 渠道不符
-- question: Which resellers or cards does the sale register not know?
-- requirement: MIIT-10/6
-- severity: medium
-- schedule: daily
-- tables: profiles, sales
-- imports: sales
-- setting dueDays = 14 (E): days until the channel is cleared
-- A reseller without any sale is one finding; of the others each card beyond the sold ranges.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  sold AS (
    SELECT reseller, groupArray((iccidFrom, iccidTo)) AS ranges
    FROM sales_current
    WHERE soldAt <= asOf
    GROUP BY reseller
  ),
  cards AS (
    SELECT c.iccid AS iccid, c.tenant AS tenant, c.reseller AS reseller, c.batch AS batch,
      empty(s.ranges) AS isUnknownReseller,
      arrayExists(range -> length(c.iccid) = length(range.1)
        AND c.iccid BETWEEN range.1 AND range.2, s.ranges) AS isSold
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    LEFT JOIN sold AS s ON s.reseller = c.reseller
    WHERE c.reseller != '' AND c.cardStatus != 'terminated'
  )
SELECT
  if(isUnknownReseller, 'reseller', 'card') AS subjectKind,
  if(isUnknownReseller, reseller, iccid) AS subjectId,
  if(isUnknownReseller, '', any(tenant)) AS tenant,
  {severity:String} AS severity,
  if(isUnknownReseller,
    format('{} cards of a reseller that the sale register does not know', toString(count())),
    format('The card is outside every range sold to reseller {}', any(reseller))) AS reasonEn,
  if(isUnknownReseller,
    format('销售登记中没有该转售商，涉及 {} 张卡', toString(count())),
    format('该卡不在登记售予转售商 {} 的号段内', any(reseller))) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  count() AS cards, arraySort(groupUniqArray(20)(batch)) AS batches
FROM cards
WHERE NOT isSold
GROUP BY isUnknownReseller, subjectId
