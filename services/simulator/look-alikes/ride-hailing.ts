import { type LookAlike, NOTHING_TO_FIND, workingDays } from './look-alike.ts'

/** A driver calls each passenger once or twice to find them, day and night; the contract says so. */
export const rideHailing: LookAlike = {
  id: 'ride-hailing',
  innocent: 'ride hailing',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'ordinary',
    terms: () => ({ businessRole: 'ridehailing' }),
    background: 'usual',
  },
  spanMinutes: 6 * 1_440,
  clock: [8, 22],
  play: (stage) =>
    workingDays(stage, {
      days: 6,
      hours: [1, 11],
      callsPerDay: () => stage.random.between(25, 55),
      answeredShare: 0.9,
      backShare: 0.4,
      talkSeconds: () => stage.random.between(8, 40),
    }),
}
