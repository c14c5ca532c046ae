import type { z } from 'zod'
import type { PeerKind } from '#schemas/usage.ts'

interface NumberRange {
  readonly kind: z.infer<typeof PeerKind>
  /** Of a number without prefixes, or a sender's name in lower case. */
  readonly pattern: RegExp
  /** A law or regulator, B standard or carrier document, D unverified, E our proposal. */
  readonly tier: 'A' | 'B' | 'D' | 'E'
  readonly source: string
}

/** A mobile number of mainland China, without its country code (numbering plan of MIIT, tier A). */
export const CHINESE_MOBILE = /^1[3-9]\d{9}$/

/** What a number is, by its digits alone. The first that fits counts; what fits none stays unsaid. */
export const NUMBER_PLAN: readonly NumberRange[] = [
  {
    kind: 'emergency',
    pattern: /^(110|119|120|122)$/,
    tier: 'A',
    source: 'numbering plan of MIIT: police, fire, ambulance, traffic accidents',
  },
  {
    kind: 'emergency',
    pattern: /^112$/,
    tier: 'B',
    source: '3GPP TS 22.101, emergency calls',
  },
  { kind: 'emergency', pattern: /^999$/, tier: 'D', source: 'ambulance of the Red Cross, Beijing' },
  {
    kind: 'other',
    pattern: /^(1064[6-9]\d{8}|14[014]\d{10})$/,
    tier: 'B',
    source: 'IoT numbers of 13 digits; before 106, which they begin with too',
  },
  {
    kind: 'platform',
    pattern: /^106\d{2,17}$/,
    tier: 'A',
    source: 'numbering plan of MIIT: SMS platforms and what they append',
  },
  {
    kind: 'shortCode',
    pattern: /^1[0-2]\d{3,8}$/,
    tier: 'A',
    source: 'numbering plan of MIIT: carriers 100xx, services 11xxx and 12xxx',
  },
  {
    kind: 'shortCode',
    pattern: /^(95\d{3,6}|96\d{3,4})$/,
    tier: 'A',
    source: 'numbering plan of MIIT: national and provincial service numbers',
  },
  { kind: 'person', pattern: CHINESE_MOBILE, tier: 'E', source: 'a mobile number is a person' },
  {
    kind: 'platform',
    pattern: /^(?!anonymous|unknown|unavailable|private)(?=.*\p{L})[^@]+$/u,
    tier: 'E',
    source: 'only platforms send under a name',
  },
]
