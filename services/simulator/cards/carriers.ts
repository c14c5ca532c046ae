import type { Random } from '../domain/random.ts'

/** A carrier: its digits in ICCIDs, its network code and the name of its feed. */
export interface Carrier {
  readonly name: 'mobile' | 'telecom' | 'unicom' | 'broadnet'
  readonly issuer: string
  readonly plmn: string
  readonly source: string
  /** Share of the cards. */
  readonly share: number
}

/** Shares roughly as in the Chinese market. */
const CARRIERS: readonly Carrier[] = [
  { name: 'mobile', issuer: '00', plmn: '46000', source: 'sim-mobile', share: 0.55 },
  { name: 'telecom', issuer: '11', plmn: '46011', source: 'sim-telecom', share: 0.23 },
  { name: 'unicom', issuer: '01', plmn: '46001', source: 'sim-unicom', share: 0.2 },
]
const SMALLEST: Carrier = {
  name: 'broadnet',
  issuer: '15',
  plmn: '46015',
  source: 'sim-broadnet',
  share: 0.02,
}

/** A carrier, the large ones more often. */
export function pickCarrier(random: Random): Carrier {
  let left = random.next()
  for (const carrier of CARRIERS) {
    left -= carrier.share
    if (left < 0) return carrier
  }
  return SMALLEST
}
