-- Checkpoints. No PARTITION BY: one insert is one block, so a checkpoint is there whole or not.
CREATE TABLE IF NOT EXISTS detector_state
(
  app LowCardinality(String),
  topic LowCardinality(String),
  topicEpoch UInt16,
  partition UInt16,
  key String COMMENT 'iccid, #clock, #policy or #marker',
  ver UInt64,
  deleted UInt8,
  payload String CODEC(ZSTD(1))
)
ENGINE = ReplacingMergeTree(ver)
ORDER BY (app, topic, topicEpoch, partition, key)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

-- Records that were read and counted in no feature, and gaps in the log.
CREATE TABLE IF NOT EXISTS event_marks
(
  topic LowCardinality(String),
  topicEpoch UInt16,
  partition UInt16,
  offset UInt64,
  mark LowCardinality(String) COMMENT 'late, quarantined or gap',
  iccid String,
  eventTime DateTime64(3, 'UTC'),
  detail String
)
ENGINE = ReplacingMergeTree
ORDER BY (topic, topicEpoch, partition, offset, mark)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;
