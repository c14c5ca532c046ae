import type { EnforcementEvent, Proposal } from '#schemas/enforcement-event.ts'

export type KillSwitch = Extract<EnforcementEvent, { kind: 'killSwitch' }>
type Stopped = Pick<Proposal, 'tenant' | 'detector' | 'action'>

/** The switches that are on. One holds all in its scope from its place in the log on. */
export class KillSwitches {
  readonly #on = new Map<string, KillSwitch>()

  turn(event: KillSwitch): void {
    const scope = JSON.stringify([event.tenant, event.detector, event.action])
    if (event.on) this.#on.set(scope, event)
    else this.#on.delete(scope)
  }

  stop({ tenant, detector, action }: Stopped): boolean {
    for (const one of this.#on.values()) {
      const inScope =
        (one.tenant ?? tenant) === tenant &&
        (one.detector ?? detector) === detector &&
        (one.action ?? action) === action
      if (inScope) return true
    }
    return false
  }
}
