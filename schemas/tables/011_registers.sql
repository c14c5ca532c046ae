-- Imported registers: what no feed carries. A row imported again replaces the one before.

-- Which ICCIDs were sold to a reseller, by range, both ends included.
CREATE TABLE IF NOT EXISTS sales
(
  reseller LowCardinality(String),
  batch String,
  iccidFrom String,
  iccidTo String,
  channel LowCardinality(String),
  soldAt DateTime64(3, 'UTC'),
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (reseller, iccidFrom)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS sales_current AS SELECT * FROM sales FINAL;

-- What a reseller reports of a batch at the end of a day: cards sold and cards in stock.
CREATE TABLE IF NOT EXISTS stock
(
  day Date,
  reseller LowCardinality(String),
  batch String,
  sold UInt32,
  stock UInt32,
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (reseller, batch, day)
TTL writtenAt + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS stock_current AS SELECT * FROM stock FINAL;

-- The joint-punishment list: who may get no new service, by token, and until when.
CREATE TABLE IF NOT EXISTS restricted_identities
(
  identityToken String,
  listedAt DateTime64(3, 'UTC'),
  restrictedUntil DateTime64(3, 'UTC'),
  source LowCardinality(String),
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (identityToken, listedAt)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS restricted_identities_current AS SELECT * FROM restricted_identities FINAL;

-- Who agreed to be called by a tenant. A withdrawal is the same row with withdrawnAt.
CREATE TABLE IF NOT EXISTS consents
(
  tenant LowCardinality(String),
  peer String COMMENT 'token, never a number',
  givenAt DateTime64(3, 'UTC'),
  validUntil Nullable(DateTime64(3, 'UTC')) COMMENT 'null: without an end',
  withdrawnAt Nullable(DateTime64(3, 'UTC')),
  reference String COMMENT 'where the proof is kept',
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (tenant, peer, givenAt)
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS consents_current AS SELECT * FROM consents FINAL;

-- Which outbound calls have a record or a consent reference, and until when it is kept. No content.
CREATE TABLE IF NOT EXISTS call_evidence
(
  source LowCardinality(String) COMMENT 'of the usage record',
  eventId String COMMENT 'of the usage record',
  recordReference String,
  consentReference String,
  keptUntil DateTime64(3, 'UTC'),
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (source, eventId)
TTL writtenAt + INTERVAL 12 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS call_evidence_current AS SELECT * FROM call_evidence FINAL;

-- Cards of a batch seen offered for sale online.
CREATE TABLE IF NOT EXISTS listings
(
  batch String,
  seenAt DateTime64(3, 'UTC'),
  platform LowCardinality(String),
  reference String COMMENT 'where the proof is kept',
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (batch, seenAt, platform)
TTL writtenAt + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS listings_current AS SELECT * FROM listings FINAL;

-- Payments for a single card, as the charging system has them.
CREATE TABLE IF NOT EXISTS top_ups
(
  iccid String,
  paidAt DateTime64(3, 'UTC'),
  reference String,
  writtenAt DateTime DEFAULT now()
)
ENGINE = ReplacingMergeTree(writtenAt)
ORDER BY (iccid, paidAt, reference)
TTL writtenAt + INTERVAL 12 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS top_ups_current AS SELECT * FROM top_ups FINAL;
