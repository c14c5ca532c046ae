import { type LookAlike, NOTHING_TO_FIND, workingDays } from './look-alike.ts'

/** Parcels are announced by a call to each receiver, 60 to 110 a day; the contract says so. */
export const courier: LookAlike = {
  id: 'courier',
  innocent: 'courier',
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'ordinary',
    terms: () => ({ businessRole: 'courier' }),
    background: 'usual',
  },
  spanMinutes: 6 * 1_440,
  clock: [8, 22],
  play: (stage) =>
    workingDays(stage, {
      days: 6,
      hours: [1, 11],
      callsPerDay: () => stage.random.between(60, 110),
      answeredShare: 0.75,
      backShare: 0.3,
      talkSeconds: () => stage.random.between(10, 50),
    }),
}
