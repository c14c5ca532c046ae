import { isHoliday } from '../domain/holiday.ts'
import type { ArmedPolicy } from '../policy/rule.ts'
import type { Scene } from './scene.ts'
import type { Screen } from './screen.ts'
import { Screens } from './screens.ts'
import { QUARTER_MS } from './zone-days.ts'

/** Finds the screen of a scene's card: of its contract, under the policy in force, on the local day. */
export class Screening {
  readonly #scene: Scene
  #screens: Screens
  #policy: ArmedPolicy

  constructor(scene: Scene) {
    this.#scene = scene
    this.#policy = scene.policy.policy
    this.#screens = new Screens(this.#policy)
  }

  /** Kept with the contract, for it is nearly always that of the card's record before. */
  screen(): Screen {
    const { day, holder, policy } = this.#scene
    const isOnHoliday = isHoliday(this.#scene, policy.policy.holidays, this.#dateBefore)
    const dayNumber = (day.start / QUARTER_MS) | 0
    const isOfDay = holder.screenDay === dayNumber && holder.screenHoliday === isOnHoliday
    if (isOfDay && holder.screen) return holder.screen
    const { start, end } = day
    const screen = this.#screensOf().of(this.#scene, { start, end, isHoliday: isOnHoliday })
    holder.screen = screen
    holder.screenDay = dayNumber
    holder.screenHoliday = isOnHoliday
    return screen
  }

  #screensOf(): Screens {
    const { policy } = this.#scene.policy
    if (this.#policy !== policy) {
      this.#screens = new Screens(policy)
      this.#policy = policy
    }
    return this.#screens
  }

  readonly #dateBefore = (): string => {
    const { terms, day } = this.#scene
    return terms.zone.dayOf(day.start - 1).date
  }
}
