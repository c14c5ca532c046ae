-- name: 转售迹象
-- question: In which batches do many cards look as if they had been sold on to people?
-- requirement: MIIT-10/6
-- severity: high
-- schedule: daily
-- tables: usage, profiles, top_ups, listings
-- setting minimumSigns = 3 (E): support, signs on one card
-- setting batchShare = 0.05 (E): smallest share of the batch's used cards with so many signs that is told
-- setting minimumCards = 20 (E): support, cards of the batch in use
-- setting regions = 3 (E): most regions of one card in 30 days that are no sign
-- setting humanApps = social,video,game,shopping (E): traffic categories of people
-- setting dueDays = 14 (E): days until the reseller answers
-- Signs of an IoT card in 30 days: many regions; a device of another model (TAC) than most of its
-- batch; traffic of people's applications; a payment for this card alone; its batch offered online.
-- The last two need imports; while those are empty three signs are harder to reach.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  used AS (
    SELECT iccid, uniqExactIf(region, region != '') AS regionsSeen,
      argMaxIf(left(imei, 8), eventTime, imei != '') AS deviceTac,
      countIf(has(splitByChar(',', {humanApps:String}), appCategory)) AS humanRecords
    FROM usage_current
    WHERE eventTime > asOf - INTERVAL 30 DAY AND eventTime <= asOf
    GROUP BY iccid
  ),
  cards AS (
    SELECT c.iccid AS iccid, c.tenant AS tenant, c.batch AS batch, c.reseller AS reseller,
      u.regionsSeen AS regionsSeen, u.deviceTac AS deviceTac, u.humanRecords AS humanRecords
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    INNER JOIN used AS u ON u.iccid = c.iccid
    WHERE c.cardClass = 'iot' AND c.batch != '' AND c.cardStatus NOT IN ('terminated', 'test')
  ),
  batches AS (
    SELECT batch, topKIf(1)(deviceTac, deviceTac != '')[1] AS usualTac FROM cards GROUP BY batch
  ),
  paid AS (
    SELECT DISTINCT iccid FROM top_ups_current
    WHERE paidAt > asOf - INTERVAL 30 DAY AND paidAt <= asOf
  ),
  offered AS (
    SELECT DISTINCT batch FROM listings_current
    WHERE seenAt > asOf - INTERVAL 30 DAY AND seenAt <= asOf
  ),
  signed AS (
    SELECT c.*, arrayFilter(sign -> sign != '', [
      if(regionsSeen > {regions:UInt16}, 'many regions', ''),
      if(deviceTac != '' AND deviceTac != b.usualTac, 'other device', ''),
      if(humanRecords > 0, 'human apps', ''),
      if(iccid IN (SELECT iccid FROM paid), 'single top-up', ''),
      if(batch IN (SELECT batch FROM offered), 'offered online', '')]) AS signs
    FROM cards AS c
    INNER JOIN batches AS b ON b.batch = c.batch
  ),
  verdicts AS (
    SELECT batch, if(uniqExact(tenant) = 1, any(tenant), '') AS batchTenant,
      arraySort(groupUniqArray(reseller)) AS resellers, count() AS usedCards,
      countIf(length(signs) >= {minimumSigns:UInt8}) AS suspectCards,
      arraySort(groupArrayIf(20)(iccid, length(signs) >= {minimumSigns:UInt8})) AS examples,
      arraySort(groupUniqArrayArrayIf(signs, length(signs) >= {minimumSigns:UInt8})) AS signsSeen
    FROM signed
    GROUP BY batch
  )
SELECT
  'batch' AS subjectKind,
  batch AS subjectId,
  batchTenant AS tenant,
  {severity:String} AS severity,
  format('{} of {} cards in use show signs of resale: {}', toString(suspectCards),
    toString(usedCards), arrayStringConcat(signsSeen, ', ')) AS reasonEn,
  format('在用 {} 张卡中 {} 张有转售迹象：{}', toString(usedCards), toString(suspectCards),
    arrayStringConcat(arrayMap(sign -> transform(sign,
      ['many regions', 'other device', 'human apps', 'single top-up', 'offered online'],
      ['多地使用', '异型终端', '个人应用', '单卡充值', '网上售卖'], sign), signsSeen), '、')) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  resellers, usedCards, suspectCards, round(suspectCards / usedCards, 4) AS suspectShare,
  signsSeen, examples
FROM verdicts
WHERE usedCards >= {minimumCards:UInt32}
  AND suspectCards > 0 AND suspectCards >= {batchShare:Float64} * usedCards
