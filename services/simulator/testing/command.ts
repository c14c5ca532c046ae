import { Command } from '#schemas/command.ts'
import { START } from './collect-feed.ts'

/** A suspension as the policy decides it at the run's start, unless told otherwise. */
export function command(changed: Partial<Record<keyof Command, unknown>> = {}): Command {
  return Command.parse({
    commandId: '0'.repeat(26),
    proposalId: null,
    action: 'suspend',
    iccid: '89860000000100000001',
    tenant: 'river-water',
    functions: null,
    alertId: '1'.repeat(26),
    mode: 'enforce',
    decidedAt: START,
    decidedBy: { type: 'policy', id: 'cn-default@1' },
    expiresAt: START + 3_600_000,
    reversibleUntil: null,
    reason: { code: 'MIIT-10/1', en: 'Voice on a data card', zh: '数据卡语音' },
    remedy: { channel: '10086', documents: [] },
    ...changed,
  })
}
