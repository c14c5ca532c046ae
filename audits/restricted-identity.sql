-- name: 惩戒名单
-- question: Which identities on the joint-punishment list got a new card since, or hold more than the basic service?
-- requirement: LAW-10
-- severity: high
-- schedule: daily
-- tables: profiles, restricted_identities
-- imports: restricted_identities
-- setting basicCards = 1 (E): cards that a listed person keeps
-- setting dueDays = 3 (E): days until the holder is told and the service checked
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  listed AS (
    SELECT identityToken, max(listedAt) AS listedSince, max(restrictedUntil) AS listedUntil
    FROM restricted_identities_current
    WHERE listedAt <= asOf AND restrictedUntil > asOf
    GROUP BY identityToken
  ),
  held AS (
    SELECT l.identityToken AS identityToken, any(l.listedSince) AS listedSince,
      any(l.listedUntil) AS listedUntil, arraySort(groupUniqArray(c.tenant)) AS tenants, count() AS cards,
      arraySort(groupArrayIf(c.iccid, c.activatedAtMs >= toUnixTimestamp64Milli(l.listedSince))) AS newCards
    FROM cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c
    INNER JOIN listed AS l ON l.identityToken = c.identityToken
    WHERE c.cardStatus != 'terminated'
    GROUP BY l.identityToken
  )
SELECT
  'identity' AS subjectKind,
  identityToken AS subjectId,
  if(length(tenants) = 1, tenants[1], '') AS tenant,
  {severity:String} AS severity,
  format('On the joint-punishment list until {}: holds {} cards, {} of them new since the listing',
    toString(toDate(listedUntil)), toString(cards), toString(length(newCards))) AS reasonEn,
  format('联合惩戒名单在列至 {}：名下 {} 张卡，其中列入后新开 {} 张',
    toString(toDate(listedUntil)), toString(cards), toString(length(newCards))) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  toString(listedSince) AS listedAt, toString(listedUntil) AS restrictedUntil, cards, newCards
FROM held
WHERE notEmpty(newCards) OR cards > {basicCards:UInt32}
