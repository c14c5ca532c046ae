-- name: 一证多卡
-- question: Which identities hold more cards than they may, by operator and kind of card?
-- requirement: LAW-1
-- severity: medium
-- schedule: daily
-- tables: profiles
-- setting phoneCards = 5 (B): most phone cards of one identity at one operator
-- setting iotCards = 10 (D): most IoT cards of one identity at one operator
-- setting dueDays = 14 (E): days until the holder is asked
-- Units hold many cards by their nature: only cards registered to a person are counted.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  holdings AS (
    SELECT identityToken, carrier, if(cardClass = 'iot', 'iot', 'phone') AS kind,
      count() AS cards, arraySort(groupUniqArray(tenant)) AS tenants
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')})
    WHERE identityToken != '' AND realName = 'person' AND cardStatus != 'terminated'
    GROUP BY identityToken, carrier, kind
    HAVING cards > if(kind = 'iot', {iotCards:UInt32}, {phoneCards:UInt32})
  )
SELECT
  'identity' AS subjectKind,
  identityToken AS subjectId,
  if(length(groupUniqArrayArray(tenants)) = 1, groupUniqArrayArray(tenants)[1], '') AS tenant,
  {severity:String} AS severity,
  concat('One identity holds ', arrayStringConcat(arraySort(groupArray(
    format('{} {} cards at {}', toString(cards), kind, carrier))), ', ')) AS reasonEn,
  concat('同一证件持有', arrayStringConcat(arraySort(groupArray(
    format('{} {} 张（{}）', if(kind = 'iot', '物联网卡', '手机卡'), toString(cards),
      carrier))), '、')) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  arraySort(groupArray(format('{}/{}: {}', carrier, kind, toString(cards)))) AS holdings
FROM holdings
GROUP BY identityToken
