-- What audits found: one row per audit and subject, the highest version is the newest.
CREATE TABLE IF NOT EXISTS audit_findings
(
  audit LowCardinality(String),
  subjectKind LowCardinality(String) COMMENT 'card, tenant, reseller, batch, identity, source or platform',
  subjectId String,
  tenant LowCardinality(String) COMMENT 'empty: concerns no single one',
  requirement LowCardinality(String),
  mode LowCardinality(String) COMMENT 'shadow or live',
  severity LowCardinality(String),
  state LowCardinality(String) COMMENT 'open or resolved',
  owner String COMMENT 'empty: nobody yet',
  reasonEn String,
  reasonZh String,
  details String COMMENT 'the numbers as JSON' CODEC(ZSTD(1)),
  policyVersion LowCardinality(String),
  openedAt DateTime64(3, 'UTC'),
  dueAt DateTime64(3, 'UTC'),
  lastSeenAt DateTime64(3, 'UTC') COMMENT 'asOf of the last run that found it',
  resolvedAt Nullable(DateTime64(3, 'UTC')),
  writtenAt DateTime DEFAULT now() COMMENT 'retention counts from here',
  version UInt64
)
ENGINE = ReplacingMergeTree(version)
ORDER BY (audit, subjectKind, subjectId)
TTL writtenAt + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS audit_findings_current AS SELECT * FROM audit_findings FINAL;

-- Every run of an audit.
CREATE TABLE IF NOT EXISTS audit_runs
(
  audit LowCardinality(String),
  asOf DateTime64(3, 'UTC') COMMENT 'the moment it looks from',
  ranAt DateTime64(3, 'UTC') COMMENT 'when it ran',
  tookMs UInt32,
  found UInt32,
  opened UInt32,
  resolved UInt32,
  policyVersion LowCardinality(String),
  blind String COMMENT 'the imports that are empty, so that nothing was asked',
  error String COMMENT 'empty: none',
  writtenAt DateTime DEFAULT now() COMMENT 'retention counts from here'
)
ENGINE = ReplacingMergeTree
ORDER BY (audit, asOf, ranAt)
TTL writtenAt + INTERVAL 24 MONTH
SETTINGS non_replicated_deduplication_window = 10000, fsync_after_insert = 1, fsync_part_directory = 1;

CREATE VIEW IF NOT EXISTS audit_runs_current AS SELECT * FROM audit_runs FINAL;

-- Each card as its contract stood at a moment: the newest profile up to then, status unknown = active.
CREATE VIEW IF NOT EXISTS cards_at AS
SELECT
  iccid, tenant, reseller, cardClass, carrier, scene, deviceModel, protectedClass,
  if(status = '', 'active', status) AS cardStatus,
  JSONExtractString(body, 'batch') AS batch,
  JSONExtractString(body, 'realName') AS realName,
  JSONExtractString(body, 'identityToken') AS identityToken,
  JSONExtractString(body, 'assessmentId') AS assessmentId,
  JSONExtract(body, 'assessmentValidTo', 'Nullable(Int64)') AS assessmentValidToMs,
  JSONExtract(body, 'activatedAt', 'Nullable(Int64)') AS activatedAtMs,
  JSONExtractBool(body, 'functions', 'voice') AS voiceOpen,
  JSONExtractBool(body, 'functions', 'sms') AS smsOpen,
  JSONExtractBool(body, 'functions', 'data') AS dataOpen,
  body
FROM profiles FINAL
WHERE eventTime <= {asOf:DateTime64(3, 'UTC')}
ORDER BY iccid, eventTime DESC
LIMIT 1 BY iccid;
