import type { z } from 'zod'
import type { Profile } from '#schemas/profile.ts'
import type { CarrierUsage } from '#schemas/usage.ts'

/** As they go over the wire, before anybody has parsed them. */
export type ProfileRecord = z.input<typeof Profile>
export type UsageRecord = z.input<typeof CarrierUsage>

/** A person's phone. */
export interface PersonHabits {
  readonly kind: 'person'
  readonly callsPerDay: number
  /** Incoming calls for each outgoing one. */
  readonly incomingPerCall: number
  readonly smsPerDay: number
  readonly contacts: readonly [string, ...string[]]
  /** Share of calls that go to somebody new. */
  readonly strangerShare: number
  /** When calls are made at all; empty: by the rhythm of the day only. */
  readonly hours: readonly string[]
  readonly dataPartsPerHour: number
  readonly bytesPerDay: number
}

/** A seat in a call centre. */
export interface TelesalesHabits {
  readonly kind: 'telesales'
  readonly callsPerHour: number
  readonly callsPerDay: number
  readonly hours: readonly string[]
}

/** A thing that reports. */
export interface MachineHabits {
  readonly kind: 'machine'
  readonly periodMinutes: number
  /** Never exceeded, so that no billing cycle reaches the quota. */
  readonly bytesPerDay: number
  /** Messages to its platform or the carrier's short code. */
  readonly smsPerDay: number
  /** Whom it may call: a child's watch its family. Empty: nobody. */
  readonly family: readonly string[]
}

type Habits = PersonHabits | TelesalesHabits | MachineHabits

/** One SIM with its contract, its device, its place and what it usually does. */
export interface SimulatedCard {
  readonly profile: ProfileRecord
  /** False: the carrier never tells of this card. */
  readonly hasProfile: boolean
  /** The last digits of the iccid, unique in the fleet; event ids are made of it. */
  readonly number: string
  readonly source: string
  readonly imei: string
  readonly visitedPlmn: string
  readonly region: string
  /** A person who is somewhere else now and then. */
  readonly travels?: boolean
  readonly cells: readonly [string, ...string[]]
  readonly habits: Habits
}
