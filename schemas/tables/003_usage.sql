-- Every usage record once: a repeat has the same sorting key and is merged away; read usage_current.
CREATE TABLE IF NOT EXISTS usage
(
  iccid String,
  eventTime DateTime64(3, 'UTC'),
  source LowCardinality(String),
  eventId String,
  tenant LowCardinality(String),
  imsi String,
  msisdn String,
  imei String,
  service LowCardinality(String),
  direction LowCardinality(String),
  durationSeconds Nullable(Float64),
  answered Nullable(UInt8),
  releaseCause LowCardinality(String),
  peer String,
  peerPrevious String,
  peerKind LowCardinality(String),
  peerBlock String,
  peerRegion LowCardinality(String),
  bytesUplink Nullable(UInt64),
  bytesDownlink Nullable(UInt64),
  sessionBytesUplink Nullable(UInt64),
  sessionBytesDownlink Nullable(UInt64),
  sessionId String,
  apn LowCardinality(String),
  directed Nullable(UInt8),
  appCategory LowCardinality(String),
  visitedPlmn LowCardinality(String),
  region LowCardinality(String),
  cell String,
  ratType LowCardinality(String),
  deviceKind LowCardinality(String),
  latitude Nullable(Float64),
  longitude Nullable(Float64),
  appendedAt DateTime64(3, 'UTC') COMMENT 'when Kafka took it',
  writtenAt DateTime DEFAULT now() COMMENT 'retention counts from here',
  partition UInt16,
  offset UInt64,
  ver UInt64
)
ENGINE = ReplacingMergeTree(ver)
PARTITION BY toYYYYMMDD(eventTime)
ORDER BY (iccid, eventTime, source, eventId)
TTL writtenAt + INTERVAL 35 DAY
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS usage_current AS SELECT * FROM usage FINAL;

-- What contracts allowed, each version from its eventTime on.
CREATE TABLE IF NOT EXISTS profiles
(
  iccid String,
  eventTime DateTime64(3, 'UTC'),
  tenant LowCardinality(String),
  reseller LowCardinality(String),
  cardClass LowCardinality(String),
  carrier LowCardinality(String),
  scene LowCardinality(String),
  deviceModel LowCardinality(String),
  protectedClass LowCardinality(String),
  status LowCardinality(String),
  body String CODEC(ZSTD(1)),
  ver UInt64
)
ENGINE = ReplacingMergeTree(ver)
ORDER BY (iccid, eventTime)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS profiles_current AS SELECT * FROM profiles FINAL;
