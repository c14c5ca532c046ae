-- name: 存量卡核查
-- question: Which cards in stock or in use lack a profile, an assessment or a real name, or have a function open that they do not use?
-- requirement: MIIT-10/9
-- severity: medium
-- schedule: daily
-- tables: usage, profiles
-- setting dueDays = 30 (E): days until the card is put right
-- setting unusedDays = 30 (E): days in service, and without one use of the function, after which voice or SMS is open beyond need
-- A profile is the contract as the feed carries it, so that a card without one has no contract here.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  asOf - toIntervalDay({unusedDays:UInt16}) AS unusedSince,
  used AS (
    SELECT iccid, any(tenant) AS usageTenant,
      countIf(service = 'voice') AS calls, countIf(service = 'sms') AS messages
    FROM usage
    WHERE eventTime > unusedSince AND eventTime <= asOf
    GROUP BY iccid
  ),
  cards AS (
    SELECT c.*, u.calls AS calls, u.messages AS messages,
      ifNull(activatedAtMs <= toUnixTimestamp64Milli(unusedSince), false) AS isOld
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    LEFT JOIN used AS u ON u.iccid = c.iccid
    WHERE c.cardStatus != 'terminated'
  ),
  gapsOfCards AS (
    SELECT iccid, tenant, arrayFilter(gap -> gap != '', [
      if(cardClass = 'iot' AND assessmentId = '', 'no assessment', ''),
      if(cardClass = 'iot' AND voiceOpen AND isOld AND calls = 0, 'voice open, not used', ''),
      if(cardClass = 'iot' AND smsOpen AND isOld AND messages = 0, 'SMS open, not used', ''),
      if(realName IN ('', 'none'), 'no real name', '')]) AS gaps
    FROM cards
    UNION ALL
    SELECT iccid, usageTenant AS tenant, ['no profile'] AS gaps
    FROM used
    WHERE iccid NOT IN (SELECT iccid FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}))
  )
SELECT
  'card' AS subjectKind,
  iccid AS subjectId,
  tenant,
  {severity:String} AS severity,
  concat('The card has: ', arrayStringConcat(gaps, '; ')) AS reasonEn,
  concat('存量卡缺项：', arrayStringConcat(arrayMap(gap -> transform(gap,
    ['no profile', 'no assessment', 'voice open, not used', 'SMS open, not used', 'no real name'],
    ['无档案', '无安全评估', '语音开通未使用', '短信开通未使用', '未实名'], gap), gaps), '、')) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  gaps
FROM gapsOfCards
WHERE notEmpty(gaps)
