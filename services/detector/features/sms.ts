import { isClosed, isOutgoingSms } from '../domain/fact.ts'
import type { Measure } from '../domain/measure.ts'

/** Messages a card sends. Those to platforms and short codes are a machine's own reports. */
export const SMS = {
  smsOutgoing: { kind: 'count', of: isOutgoingSms, windows: ['1h', 'day', '7d'] },
  smsEvents: {
    kind: 'count',
    of: (fact) => isOutgoingSms(fact) && isClosed(fact, 'sms') && !fact.peerKindAllowed,
    windows: ['lifetime'],
  },
  smsVoiceDisabled: {
    kind: 'count',
    of: (fact) =>
      isOutgoingSms(fact) &&
      isClosed(fact, 'voice') &&
      !isClosed(fact, 'sms') &&
      !fact.peerKindAllowed,
    windows: ['day'],
  },
} as const satisfies Record<string, Measure>
