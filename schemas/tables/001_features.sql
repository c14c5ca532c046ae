-- One row per card, window kind and window start; the highest ver is the newest. A measure that no
-- detector asked for in that window is null.
CREATE TABLE IF NOT EXISTS features
(
  featureSet LowCardinality(String),
  iccid String,
  windowKind LowCardinality(String),
  windowStart DateTime64(3, 'UTC') COMMENT 'lifetime: 1970',
  tenant LowCardinality(String),
  usageRecords Nullable(UInt64),
  callsOutgoing Nullable(UInt64),
  callsIncoming Nullable(UInt64),
  callsOffHours Nullable(UInt64),
  peersDistinct Nullable(UInt64),
  strangers Nullable(UInt64),
  strangersOffHours Nullable(UInt64),
  callsToOnePeer Nullable(UInt64),
  unansweredToOnePeer Nullable(UInt64),
  callerRatio Nullable(Float64),
  peerDispersion Nullable(Float64),
  voiceEvents Nullable(UInt64),
  voiceAnswered Nullable(UInt64),
  smsEvents Nullable(UInt64),
  smsVoiceDisabled Nullable(UInt64),
  smsOutgoing Nullable(UInt64),
  bytesTotal Nullable(UInt64),
  bytesGeneral Nullable(UInt64),
  quotaRatio Nullable(Float64),
  imeiMismatches Nullable(UInt64),
  rebinds Nullable(UInt64),
  usageUnprofiled Nullable(UInt64),
  asOf DateTime64(3, 'UTC') COMMENT 'log time that made the row',
  writtenAt DateTime DEFAULT now() COMMENT 'retention counts from here',
  ver UInt64,
  partition UInt16,
  offset UInt64
)
ENGINE = ReplacingMergeTree(ver)
PARTITION BY toYYYYMM(windowStart)
ORDER BY (featureSet, iccid, windowKind, windowStart)
TTL writtenAt + INTERVAL 240 DAY
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS features_current AS SELECT * FROM features FINAL;
