import { imeiKey } from '#schemas/identifiers.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { PeerKind } from '#schemas/usage.ts'

const MINUTE_MS = 60_000
const NONE: ReadonlySet<string> = new Set()

/** What a policy's lists and common numbers say of a single record. */
export interface RecordRules {
  readonly holidays: ReadonlySet<string>
  /** Mobile country codes of the home network; empty: no network is foreign. */
  readonly homeMcc: ReadonlySet<string>
  readonly closedRegions: readonly string[]
  readonly premiumPrefixes: readonly string[]
  readonly handsetTacs: ReadonlySet<string>
  readonly placeholderImeis: ReadonlySet<string>
  readonly signallingApns: ReadonlySet<string>
  readonly riskDevices: ReadonlySet<string>
  readonly riskCells: ReadonlySet<string>
  /** Regions, and mobile country codes of visited networks. */
  readonly riskRegions: readonly string[]
  readonly humanAppCategories: ReadonlySet<string>
  readonly allowedPeerKinds: ReadonlySet<string>
  readonly shortCallSeconds: number
  readonly shortGapSeconds: number
  readonly stopGraceMs: number
  readonly regionGraceHours: number
  readonly newCardDays: number
  /** By carrier: how long a card may be in test. */
  readonly testDays: Readonly<Record<string, number>>
}

/** Of a policy; what it leaves out counts nothing. */
export function recordRulesOf({ common, lists }: PolicyDocument): RecordRules {
  return {
    holidays: new Set(lists.holidays),
    homeMcc: new Set(lists.homeMcc),
    closedRegions: lists.closedRegions,
    premiumPrefixes: lists.premiumPrefixes,
    handsetTacs: new Set(lists.handsetTacs),
    placeholderImeis: new Set(lists.placeholderImeis.map(imeiKey)),
    signallingApns: new Set(lists.signallingApns.map((apn) => apn.toLowerCase())),
    riskDevices: new Set(lists.riskDevices.map(imeiKey)),
    riskCells: new Set(lists.riskCells),
    riskRegions: lists.riskRegions,
    humanAppCategories: new Set(lists.humanAppCategories),
    allowedPeerKinds: new Set(lists.allowedPeerKinds),
    shortCallSeconds: common.shortCallSeconds ?? 0,
    shortGapSeconds: common.shortGapSeconds ?? 0,
    stopGraceMs: (common.stopGraceMinutes ?? 0) * MINUTE_MS,
    regionGraceHours: (common.regionGraceMinutes ?? 0) / 60,
    newCardDays: common.newCardDays ?? 0,
    testDays: common.testDays ?? {},
  }
}

/** Before the first policy: every peer is allowed, and nothing is listed. */
export function noRecordRules(): RecordRules {
  return {
    holidays: NONE,
    homeMcc: NONE,
    closedRegions: [],
    premiumPrefixes: [],
    handsetTacs: NONE,
    placeholderImeis: NONE,
    signallingApns: NONE,
    riskDevices: NONE,
    riskCells: NONE,
    riskRegions: [],
    humanAppCategories: NONE,
    allowedPeerKinds: new Set(PeerKind.options),
    shortCallSeconds: 0,
    shortGapSeconds: 0,
    stopGraceMs: Number.POSITIVE_INFINITY,
    regionGraceHours: Number.POSITIVE_INFINITY,
    newCardDays: 0,
    testDays: {},
  }
}
