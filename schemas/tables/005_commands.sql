-- One row per step of a proposal: proposed, held, sent, accepted, completed, rejected, expired, …
CREATE TABLE IF NOT EXISTS commands
(
  iccid String,
  proposalId String,
  step LowCardinality(String),
  commandId String,
  alertId String,
  tenant LowCardinality(String),
  action LowCardinality(String),
  mode LowCardinality(String),
  detector LowCardinality(String),
  at DateTime64(3, 'UTC') COMMENT 'log time',
  appendedAt DateTime64(3, 'UTC') COMMENT 'when Kafka took it',
  expiresAt DateTime64(3, 'UTC'),
  status LowCardinality(String),
  outcome LowCardinality(String),
  reason String COMMENT 'of a held proposal: why',
  ver UInt64,
  body String COMMENT 'the record as JSON' CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(ver)
ORDER BY (iccid, proposalId, commandId, step)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS commands_current AS SELECT * FROM commands FINAL;

-- Who did what.
CREATE TABLE IF NOT EXISTS audit_log
(
  at DateTime64(3, 'UTC'),
  actorType LowCardinality(String),
  actorId LowCardinality(String),
  action LowCardinality(String),
  target String,
  tenant LowCardinality(String),
  before LowCardinality(String),
  after LowCardinality(String),
  reason String,
  proposalId String,
  commandId String,
  alertId String,
  writer LowCardinality(String),
  seq UInt64,
  body String CODEC(ZSTD(1)),
  partition UInt16,
  offset UInt64
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(at)
ORDER BY (at, partition, offset)
TTL toDateTime(at) + INTERVAL 3 YEAR
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS audit_log_current AS SELECT * FROM audit_log FINAL;
