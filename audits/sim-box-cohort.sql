-- name: 同址同步卡群
-- question: Which cards call or write from the same cell in the same minute again and again, as cards in one box do?
-- requirement: LAW-6
-- severity: high
-- schedule: daily
-- tables: usage, profiles
-- setting minimumCards = 5 (E): support, cards that meet each other, this one with them
-- setting minimumMeetingsPerDay = 5 (E): support, minutes in a day that two cards share
-- setting minimumShare = 0.5 (E): support, shared minutes over the card's own active minutes: two busy cards meet by chance
-- setting mostCards = 64 (E): more cards than this in one cell and minute are a crowd, not a box
-- setting dueDays = 1 (E): days until somebody has looked
-- Calls and messages alone: meters that report on the hour meet by design.
WITH
  {asOf:DateTime64(3, 'UTC')} AS asOf,
  minutes AS (
    SELECT DISTINCT iccid, cell, toStartOfMinute(eventTime) AS minute
    FROM usage_current
    WHERE eventTime > asOf - INTERVAL 1 DAY AND eventTime <= asOf
      AND service IN ('voice', 'sms') AND direction = 'outgoing' AND cell != ''
      AND peerKind != 'emergency'
  ),
  busy AS (SELECT iccid, count() AS activeMinutes FROM minutes GROUP BY iccid),
  gatherings AS (
    SELECT cell, groupArray(iccid) AS cards
    FROM minutes
    GROUP BY cell, minute
    HAVING length(cards) BETWEEN 2 AND {mostCards:UInt32}
  ),
  pairs AS (
    SELECT iccid, other, cell, count() AS meetings
    FROM (SELECT cell, cards, arrayJoin(cards) AS iccid FROM gatherings)
    ARRAY JOIN cards AS other
    WHERE iccid != other
    GROUP BY iccid, other, cell
    HAVING meetings >= {minimumMeetingsPerDay:UInt32}
  ),
  cohorts AS (
    SELECT p.iccid AS iccid, p.cell AS cell, arraySort(groupArray(p.other)) AS others,
      max(p.meetings) AS mostMeetings, any(b.activeMinutes) AS activeMinutes
    FROM pairs AS p
    INNER JOIN busy AS b ON b.iccid = p.iccid
    WHERE p.meetings >= {minimumShare:Float64} * b.activeMinutes
    GROUP BY p.iccid, p.cell
    HAVING length(others) + 1 >= {minimumCards:UInt32}
    ORDER BY length(others) DESC, cell
    LIMIT 1 BY iccid
  )
SELECT
  'card' AS subjectKind,
  g.iccid AS subjectId,
  c.tenant AS tenant,
  {severity:String} AS severity,
  format('Active in the same cell and minute as {} other cards, up to {} times in a day',
    toString(length(others)), toString(mostMeetings)) AS reasonEn,
  format('与 {} 张其他卡在同一小区同一分钟活动，一天最多 {} 次', toString(length(others)),
    toString(mostMeetings)) AS reasonZh,
  asOf + toIntervalDay({dueDays:UInt16}) AS dueAt,
  cell, others, mostMeetings, activeMinutes
FROM cohorts AS g
LEFT JOIN cards_at(asOf = {asOf:DateTime64(3, 'UTC')}) AS c ON c.iccid = g.iccid
