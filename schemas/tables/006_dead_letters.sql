-- What could not be understood: headers only, never the bytes, which may hold personal data.
CREATE TABLE IF NOT EXISTS dead_letters
(
  firstSeen DateTime64(3, 'UTC'),
  app LowCardinality(String),
  class LowCardinality(String),
  reason String,
  topic LowCardinality(String) COMMENT 'where the record stood',
  partition UInt16,
  offset UInt64,
  timestamp DateTime64(3, 'UTC'),
  attempts UInt32,
  version LowCardinality(String),
  valueBytes UInt32,
  letterPartition UInt16,
  letterOffset UInt64,
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree
PARTITION BY toYYYYMM(firstSeen)
ORDER BY (topic, partition, offset, app)
TTL writtenAt + INTERVAL 90 DAY
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS dead_letters_current AS SELECT * FROM dead_letters FINAL;
