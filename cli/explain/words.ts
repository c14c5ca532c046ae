import type { Sentence } from '#schemas/alert.ts'

export type Language = keyof Sentence

/** A text in both languages. */
type Words = Readonly<Record<string, Sentence>>

/** What stands around the numbers of an explanation. */
export const WORDS = {
  alert: { en: 'Alert', zh: '告警' },
  revision: { en: 'revision', zh: '修订' },
  card: { en: 'Card', zh: '卡' },
  cardClass: { en: 'class', zh: '类别' },
  tenant: { en: 'tenant', zh: '租户' },
  group: { en: 'Group', zh: '群组' },
  members: { en: 'cards', zh: '张卡' },
  opened: { en: 'opened', zh: '首次' },
  last: { en: 'last', zh: '最近' },
  findings: { en: 'findings', zh: '次命中' },
  share: { en: 'share', zh: '贡献' },
  threshold: { en: 'threshold', zh: '阈值来源' },
  trippedAt: { en: 'tripped at', zh: '触发级别' },
  window: { en: 'window', zh: '窗口' },
  baseline: { en: 'own normal', zh: '自身基线' },
  median: { en: 'median', zh: '中位数' },
  spread: { en: 'spread', zh: '离散' },
  days: { en: 'days', zh: '天' },
  crosses: { en: 'meets the condition', zh: '达到条件' },
  gone: { en: 'none', zh: '无' },
  more: { en: 'more records', zh: '条记录未列出' },
  noSteps: { en: 'no record changed it', zh: '没有记录改变它' },
  samples: { en: 'Records the alert names', zh: '告警引用的记录' },
  versions: { en: 'Versions', zh: '版本' },
  detector: { en: 'detector', zh: '检测器' },
  policy: { en: 'policy', zh: '策略' },
  profileOf: { en: 'profile of', zh: '档案时间' },
  noProfile: { en: 'no profile', zh: '无档案' },
  serves: { en: 'serves', zh: '依据' },
  records: { en: 'records', zh: '条记录' },
  facts: { en: 'Facts of the group', zh: '群组事实' },
  same: {
    en: 'Judged again: the same alert with the same numbers',
    zh: '重放核对：告警编号与数值一致',
  },
  differs: {
    en: 'Judged again: the same alert with OTHER numbers (told, judged again)',
    zh: '重放核对：告警编号一致，数值不一致（原值，重放值）',
  },
  missing: {
    en: 'NOT CONFIRMED: judged again, these records do not lead to this alert',
    zh: '未能核实：重放这些记录得不到此告警',
  },
  note: { en: 'Note', zh: '注意' },
  risk: { en: 'Risk of card', zh: '卡风险' },
  asOf: { en: 'as of', zh: '截至' },
  live: { en: 'live', zh: '生效' },
  shadow: { en: 'shadow (apart)', zh: '影子（另计）' },
  noAlerts: { en: 'no alerts', zh: '无告警' },
} as const satisfies Words

/** Records by kind; a contact by its direction. */
export const RECORD_WORDS: Words = {
  'voice/outgoing': { en: 'call to', zh: '主叫' },
  'voice/incoming': { en: 'call from', zh: '被叫' },
  'sms/outgoing': { en: 'SMS to', zh: '发短信至' },
  'sms/incoming': { en: 'SMS from', zh: '收短信自' },
  data: { en: 'data', zh: '流量' },
  profile: { en: 'profile', zh: '档案' },
  enforcement: { en: 'enforcement', zh: '处置' },
  report: { en: 'report', zh: '举报' },
  snooze: { en: 'snooze', zh: '静默' },
  policy: { en: 'policy', zh: '策略' },
  tick: { en: 'tick', zh: '时钟' },
  nobody: { en: 'nobody known', zh: '未知对方' },
  unanswered: { en: 'not answered', zh: '未接通' },
}

/** Facts of groups by kind; of a subtotal its measure. */
export const FACT_WORDS: Words = {
  member: { en: 'used by card', zh: '使用该终端的卡' },
  unanswered: { en: 'called again and again without an answer by card', zh: '反复拨打未接通的卡' },
  call: { en: 'called by card', zh: '拨打该号码的卡' },
  refusal: { en: 'wants no further calls', zh: '拒绝来电' },
  cardBytes: { en: 'data used by card', zh: '使用流量的卡' },
  subtotal: { en: 'counted', zh: '累计' },
}

export const LEVEL_WORDS = {
  warn: { en: 'warn', zh: '预警' },
  act: { en: 'act', zh: '处置' },
} as const satisfies Words

export const SEVERITY_WORDS = {
  low: { en: 'low', zh: '低' },
  medium: { en: 'medium', zh: '中' },
  high: { en: 'high', zh: '高' },
  critical: { en: 'critical', zh: '紧急' },
} as const satisfies Words

export const MODE_WORDS = {
  live: { en: 'live', zh: '生效' },
  shadow: { en: 'shadow', zh: '影子' },
} as const satisfies Words

/** Families of detectors; a rule of the policy's own goes by its id. */
export const FAMILY_WORDS: Words = {
  contract: { en: 'contract', zh: '合同' },
  calling: { en: 'calling', zh: '呼叫' },
  device: { en: 'device', zh: '终端' },
  history: { en: 'history', zh: '历史' },
  group: { en: 'group', zh: '群组' },
}
