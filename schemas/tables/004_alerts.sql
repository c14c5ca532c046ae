-- One row per alert; the highest revision is the newest.
CREATE TABLE IF NOT EXISTS alerts
(
  alertId String,
  revision UInt32,
  openedAt DateTime64(3, 'UTC'),
  lastAt DateTime64(3, 'UTC'),
  tenant LowCardinality(String),
  iccid String,
  groupKind LowCardinality(String),
  groupId String,
  detector LowCardinality(String),
  severity LowCardinality(String),
  mode LowCardinality(String),
  score Float32,
  count UInt64,
  reasonEn String,
  reasonZh String,
  requirement LowCardinality(String),
  body String COMMENT 'the alert as JSON' CODEC(ZSTD(1)),
  INDEX byId alertId TYPE bloom_filter GRANULARITY 1
)
ENGINE = ReplacingMergeTree(revision)
PARTITION BY toYYYYMM(openedAt)
ORDER BY (openedAt, alertId)
TTL toDateTime(openedAt) + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS alerts_current AS SELECT * FROM alerts FINAL;
