-- What somebody else said of a card: complaint, mark, refusal or case. A later record of the same
-- source and event replaces the one before, so a report can be withdrawn.
CREATE TABLE IF NOT EXISTS reports
(
  source LowCardinality(String),
  eventId String,
  report LowCardinality(String),
  iccid String COMMENT 'empty: a refusal may name no card',
  tenant LowCardinality(String) COMMENT 'of a report without a card',
  eventTime DateTime64(3, 'UTC'),
  category LowCardinality(String),
  valid Nullable(UInt8),
  peer String,
  appendedAt DateTime64(3, 'UTC') COMMENT 'when Kafka took it',
  writtenAt DateTime DEFAULT now() COMMENT 'retention counts from here',
  ver UInt64
)
ENGINE = ReplacingMergeTree(ver)
ORDER BY (source, eventId)
TTL writtenAt + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS reports_current AS SELECT * FROM reports FINAL;

-- Every policy that was published, as the gate's log has it. No TTL: a finding may be asked about later.
CREATE TABLE IF NOT EXISTS policies
(
  version LowCardinality(String),
  eventTime DateTime64(3, 'UTC'),
  body String COMMENT 'the document as JSON' CODEC(ZSTD(1)),
  ver UInt64
)
ENGINE = ReplacingMergeTree(ver)
ORDER BY (eventTime, version)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS policies_current AS SELECT * FROM policies FINAL;
