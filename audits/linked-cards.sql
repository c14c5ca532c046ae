-- name: 关联团伙
-- question: Which cards share contacts, a device or a place with a card that was confirmed as fraud?
-- requirement: LAW-5
-- severity: medium
-- schedule: daily
-- tables: usage, reports, profiles
-- imports: reports
-- setting minimumRelations = 2 (C): support, kinds of relation shared with one confirmed card
-- setting minimumPeers = 2 (E): support of the relation contacts, people that both called
-- setting mostSharers = 20 (E): a contact or device of more cards than this is public and links nobody
-- setting confirmedDays = 90 (E): days that a confirmed case counts
-- setting dueDays = 7 (E): days until somebody has looked
-- Over 7 days: contacts = people called by both, device = the same first 14 digits, place = the same
-- most used cell.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  confirmed AS (
    SELECT DISTINCT iccid
    FROM reports_current
    WHERE report = 'case' AND ifNull(valid, 1) = 1 AND iccid != ''
      AND eventTime > asOf - toIntervalDay({confirmedDays:UInt16}) AND eventTime <= asOf
  ),
  used AS (
    SELECT iccid, peer, left(imei, 14) AS device, cell,
      service = 'voice' AND direction = 'outgoing' AND peerKind = 'person' AND peer != '' AS isCall
    FROM usage_current
    WHERE eventTime > asOf - INTERVAL 7 DAY AND eventTime <= asOf
  ),
  marks AS (
    SELECT DISTINCT iccid, 'contacts' AS relation, peer AS value FROM used WHERE isCall
    UNION ALL
    SELECT DISTINCT iccid, 'device' AS relation, device AS value FROM used WHERE device != ''
    UNION ALL
    SELECT iccid, 'place' AS relation, topK(1)(cell)[1] AS value FROM used WHERE cell != '' GROUP BY iccid
  ),
  rare AS (
    SELECT relation, value
    FROM marks
    GROUP BY relation, value
    HAVING relation = 'place' OR count() <= {mostSharers:UInt32}
  ),
  shared AS (
    SELECT a.iccid AS iccid, b.iccid AS confirmedCard, a.relation AS relation, count() AS values
    FROM marks AS a
    INNER JOIN marks AS b ON b.relation = a.relation AND b.value = a.value
    WHERE b.iccid IN (SELECT iccid FROM confirmed) AND a.iccid NOT IN (SELECT iccid FROM confirmed)
      AND (a.relation, a.value) IN (SELECT relation, value FROM rare)
    GROUP BY a.iccid, b.iccid, a.relation
    HAVING relation != 'contacts' OR values >= {minimumPeers:UInt32}
  ),
  linked AS (
    SELECT iccid, confirmedCard, arraySort(groupArray(relation)) AS relations
    FROM shared
    GROUP BY iccid, confirmedCard
    HAVING length(relations) >= {minimumRelations:UInt8}
    ORDER BY length(relations) DESC, confirmedCard
    LIMIT 1 BY iccid
  )
SELECT
  'card' AS subjectKind,
  l.iccid AS subjectId,
  c.tenant AS tenant,
  {severity:String} AS severity,
  format('Shares {} with a card confirmed as fraud', arrayStringConcat(relations, ', ')) AS reasonEn,
  format('与已确认涉诈卡共享：{}', arrayStringConcat(arrayMap(relation -> transform(relation,
    ['contacts', 'device', 'place'], ['联系人', '终端', '位置'], relation), relations), '、')) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  relations, confirmedCard
FROM linked AS l
LEFT JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = l.iccid
