import type { Profile } from '#schemas/profile.ts'
import { JUDGED_TERMS } from '../detectors/detector.ts'
import type { ArmedPolicy, ArmedRule } from '../policy/rule.ts'
import type { Terms } from './contract.ts'
import { type Screen, screenFor } from './screen.ts'
import type { ZoneDay } from './zone-days.ts'

const DAY_MS = 86_400_000
const MOST_SCREENS = 20_000

/**
 * Screens of cards by what their contracts say, so that a fleet under one contract has one for a day.
 * Terms that differ from card to card, times and lists of devices, are known by what they do.
 */
export class Screens {
  readonly #policy: ArmedPolicy
  readonly #screens = new Map<string, Screen>()
  readonly #rules = new Map<readonly ArmedRule[], number>()

  constructor(policy: ArmedPolicy) {
    this.#policy = policy
  }

  /** Of a card on the local day of a record. */
  of(profile: Profile | undefined, { cardClass }: Terms, day: ScreenDay): Screen {
    const judged = profile && this.#judged(profile, day)
    const rules = this.#numberOf(this.#policy.rulesFor(cardClass, profile))
    const terms = judged && JUDGED_TERMS.map((name) => judged[name] ?? null)
    const key = `${rules}/${day.start}/${day.end}/${day.isHoliday}/${JSON.stringify(terms)}`
    const before = this.#screens.get(key)
    if (before) return before
    if (this.#screens.size >= MOST_SCREENS) this.#screens.clear()
    const { isHoliday: holiday } = day
    const screen = screenFor({ policy: this.#policy, cardClass, profile: judged, holiday, day })
    this.#screens.set(key, screen)
    return screen
  }

  #numberOf(rules: readonly ArmedRule[]): number {
    const number = this.#rules.get(rules) ?? this.#rules.size
    this.#rules.set(rules, number)
    return number
  }

  /** The profile, with what only this card has put in the form that others have as well. */
  #judged(profile: Profile, { start, end }: ScreenDay): Profile {
    const { activatedAt, assessmentValidTo, boundImeis, assessmentId, replaces } = profile
    const isNew = activatedAt != null && start - activatedAt < this.#policy.newCardDays * DAY_MS
    const isOver = assessmentValidTo != null && assessmentValidTo < start
    const isLasting = assessmentValidTo == null || assessmentValidTo >= end
    return {
      ...profile,
      activatedAt: isNew ? start : null,
      assessmentId: assessmentId == null ? null : 'some',
      assessmentValidTo: isLasting ? null : isOver ? start - 1 : assessmentValidTo,
      boundImeis: (boundImeis ?? []).slice(0, 1).map(() => ANY_IMEI),
      replaces: replaces == null ? null : ANY_ICCID,
    }
  }
}

/** Stand for some device and some card. */
const ANY_IMEI = '00000000000000' as NonNullable<Profile['boundImeis']>[number]
const ANY_ICCID = '000000000000000000' as NonNullable<Profile['replaces']>

export interface ScreenDay extends Pick<ZoneDay, 'start' | 'end'> {
  readonly isHoliday: boolean
}
