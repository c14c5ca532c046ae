import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import { JUDGED_TERMS, type JudgedPlan } from '../detectors/detector.ts'
import type { ArmedPolicy, ArmedRule } from '../policy/rule.ts'
import type { Scene } from './scene.ts'
import { type Screen, screenFor } from './screen.ts'
import type { ZoneDay } from './zone-days.ts'

const DAY_MS = 86_400_000
const MOST_SCREENS = 20_000
/** Records come no later than three days: of days before, nothing is screened any more. */
const KEPT_MS = 4 * DAY_MS
/** Room for what differs from day to day, behind the number of a kind. */
const DAY_STATES = 8

/** Contracts that detectors see alike, whatever the day: a number for them, and one that stands for all. */
export interface Kind {
  readonly number: number
  readonly rules: readonly ArmedRule[]
  readonly profile: Profile | undefined
}

/**
 * Screens of cards by what their contracts say, so that a fleet under one contract has one for a day.
 * Terms that differ from card to card, times and lists of devices, are known by what they do.
 */
export class Screens {
  readonly #policy: ArmedPolicy
  /** By the day's begin, end and whether it is a holiday; then by kind and what the day makes of it. */
  readonly #days = new Map<
    string,
    { readonly end: number; readonly screens: Map<number, Screen> }
  >()
  readonly #kinds = new Map<string, number>()
  readonly #rules = new Map<readonly ArmedRule[], number>()
  #count = 0

  constructor(policy: ArmedPolicy) {
    this.#policy = policy
  }

  /** Of the scene's card on the local day of its record. */
  of({ holder, contract, terms }: Scene, day: ScreenDay): Screen {
    const { cardClass } = terms
    const profile = contract?.profile
    holder.kind ??= this.#kindOf(profile, cardClass)
    const { kind } = holder
    const state = profile ? this.#stateOn(day, profile) : 0
    const screens = this.#screensOn(day)
    const key = kind.number * DAY_STATES + state
    const before = screens.get(key)
    if (before) return before
    if (this.#count >= MOST_SCREENS) this.#clear()
    this.#count += 1
    const judged = kind.profile && judgedOn(day, kind.profile, state)
    const screen = screenFor(kind.rules, {
      policy: this.#policy,
      cardClass,
      profile: judged,
      holiday: day.isHoliday,
      day,
    })
    this.#screensOn(day).set(key, screen)
    return screen
  }

  #screensOn({ start, end, isHoliday }: ScreenDay): Map<number, Screen> {
    const key = `${start}/${end}/${isHoliday}`
    const before = this.#days.get(key)
    if (before) return before.screens
    this.#dropBefore(start - KEPT_MS)
    const screens = new Map<number, Screen>()
    this.#days.set(key, { end, screens })
    return screens
  }

  #dropBefore(time: number): void {
    for (const [key, { end, screens }] of this.#days) {
      if (end >= time) continue
      this.#count -= screens.size
      this.#days.delete(key)
    }
  }

  #clear(): void {
    this.#days.clear()
    this.#count = 0
  }

  /** What only this card has is put in the form that others have as well. */
  #kindOf(profile: Profile | undefined, cardClass: CardClass): Kind {
    const judged = profile && {
      ...profile,
      assessmentId: profile.assessmentId == null ? null : 'some',
      pool: profile.pool == null ? null : 'some',
      allowedTacs: (profile.allowedTacs ?? []).slice(0, 1).map(() => ANY_TAC),
      boundImeis: (profile.boundImeis ?? []).slice(0, 1).map(() => ANY_IMEI),
      replaces: profile.replaces == null ? null : ANY_ICCID,
      telesales: planOf(profile),
      activatedAt: null,
      assessmentValidTo: null,
    }
    const terms = judged && JUDGED_TERMS.map((name) => judged[name] ?? null)
    const rules = this.#policy.rulesFor(cardClass, profile)
    const key = `${this.#numberOf(rules)}/${JSON.stringify(terms)}`
    const number = this.#kinds.get(key) ?? this.#kinds.size
    this.#kinds.set(key, number)
    return { number, rules, profile: judged }
  }

  #numberOf(rules: readonly ArmedRule[]): number {
    const number = this.#rules.get(rules) ?? this.#rules.size
    this.#rules.set(rules, number)
    return number
  }

  /** Whether the card is new, and whether its assessment is over, or lasts. */
  #stateOn({ start, end }: ScreenDay, { activatedAt, assessmentValidTo }: Profile): number {
    const isNew = activatedAt != null && start - activatedAt < this.#policy.newCardDays * DAY_MS
    const isOver = assessmentValidTo != null && assessmentValidTo < start
    const isEnding = assessmentValidTo != null && !isOver && assessmentValidTo < end
    return (isNew ? NEW : 0) | (isOver ? OVER : 0) | (isEnding ? ENDING : 0)
  }
}

const NEW = 1
const OVER = 2
const ENDING = 4

/** An assessment that ends on the day does so at noon: a screen is of the day's begin and its end. */
function judgedOn({ start, end }: ScreenDay, profile: Profile, state: number): Profile {
  const isNew = (state & NEW) !== 0
  const validTo = (state & OVER) !== 0 ? start - 1 : (start + end) / 2
  const isLasting = (state & (OVER | ENDING)) === 0
  return {
    ...profile,
    activatedAt: isNew ? start : null,
    assessmentValidTo: isLasting ? null : validTo,
  }
}

function planOf({ telesales }: Profile): JudgedPlan | null {
  return telesales == null ? null : { callsPerDay: telesales.callsPerDay, hours: telesales.hours }
}

/** Stand for some device, some make of them, and some card. */
const ANY_TAC = '00000000' as NonNullable<Profile['allowedTacs']>[number]
const ANY_IMEI = '00000000000000' as NonNullable<Profile['boundImeis']>[number]
const ANY_ICCID = '000000000000000000' as NonNullable<Profile['replaces']>

export interface ScreenDay extends Pick<ZoneDay, 'start' | 'end'> {
  readonly isHoliday: boolean
}
