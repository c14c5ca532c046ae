import { type LookAlike, NOTHING_TO_FIND, workingDays } from './look-alike.ts'

/** A shop calls its customers back, one after the other; the contract says so. */
export const customerService: LookAlike = {
  id: 'customer-service',
  innocent: 'customer service',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'ordinary',
    terms: () => ({ businessRole: 'customerService' }),
    background: 'usual',
  },
  spanMinutes: 6 * 1_440,
  clock: [8, 22],
  play: (stage) =>
    workingDays(stage, {
      days: 6,
      hours: [1, 11],
      callsPerDay: () => stage.random.between(60, 120),
      answeredShare: 0.7,
      backShare: 0.2,
      talkSeconds: () => stage.random.between(60, 300),
    }),
}
