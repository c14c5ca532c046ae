import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '#schemas/command.ts'
import type { EnforcementEvent, Proposal } from '#schemas/enforcement-event.ts'
import { Iccid } from '#schemas/identifiers.ts'
import { sendAgain } from './domain/chase.ts'
import { only } from './pipeline.ts'
import type { Output } from './ports.ts'
import {
  approval,
  HOUR,
  killSwitch,
  MINUTE,
  policy,
  proposal,
  rejection,
  result,
  run,
  T0,
  tick,
} from './testing/records.ts'

/**
 * The gate against what must hold whatever the log says (guardrails, section 7). The oracle reads the
 * log and the outputs, never the gate's state.
 */
const BUDGET = 2
const WEIGHTS = { suspend: 1, bar: 0.5, contractBar: 0.1, reverify: 0.1, flag: 0 }
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const CARDS = ['89860012345678901234', '89860012345678901235'].map((card) => Iccid.parse(card))

const name = fc.constantFrom(...NAMES)
const person = fc.constantFrom('u-1', 'u-2', 'u-3')
const tenant = fc.constantFrom('acme', 'other')
/** Minutes since the log's beginning. */
const minute = fc.integer({ min: 0, max: 180 })

const proposals = fc
  .record({
    name,
    card: fc.nat(1),
    tenant: fc.constantFrom('acme', 'acme', 'acme', 'other'),
    what: fc.constantFrom(
      { action: 'suspend', functions: null },
      { action: 'suspend', functions: null },
      { action: 'bar', functions: ['voice'] },
      { action: 'bar', functions: ['voice', 'sms'] },
      { action: 'bar', functions: [] },
      { action: 'reverify', functions: null },
      { action: 'flag', functions: null },
    ) as fc.Arbitrary<Pick<Proposal, 'action' | 'functions'>>,
    basis: fc.constantFrom('hardBreach', 'hardBreach', 'hardBreach', 'statistical', 'corroborated'),
    family: fc.constantFrom('contract', 'device'),
    needs: fc.constantFrom(null, null, null, 'person', 'corroborated'),
    protectedClass: fc.constantFrom(null, null, null, 'lift'),
    soldered: fc.constantFrom(false, false, true),
    profileVersion: fc.constantFrom(T0, T0, null),
    decided: minute,
    lasts: fc.constantFrom(5, 60, 240),
  } as const)
  .map(({ name, card, what, decided, lasts, ...rest }) => {
    const decidedAt = T0 + decided * MINUTE
    const expiresAt = decidedAt + lasts * MINUTE
    const iccid = CARDS[card] ?? CARDS[0]
    return proposal(name, { ...rest, ...what, ...(iccid && { iccid }), decidedAt, expiresAt })
  })

const people = fc
  .record({ name, by: person, tenant, decided: minute, lasts: fc.constantFrom(10, 120) })
  .map(({ name, by, tenant, decided, lasts }) => {
    const decidedAt = T0 + decided * MINUTE
    return approval(name, { by, tenant, decidedAt, expiresAt: decidedAt + lasts * MINUTE })
  })

const answers = fc
  .record({
    name,
    card: fc.nat(1),
    status: fc.constantFrom('accepted', 'completed'),
    outcome: fc.constantFrom('success', 'failed', 'unknown', null),
  } as const)
  .map(({ name, card, ...rest }) => {
    const iccid = CARDS[card]
    return result(name, { ...rest, ...(iccid && { iccid }) })
  })

const switches = fc
  .record({
    on: fc.boolean(),
    tenant: fc.option(tenant),
    action: fc.option(fc.constantFrom('suspend', 'bar')),
  } as const)
  .map(killSwitch)

type Step = EnforcementEvent | { readonly advance: number }

/** Ticks are made of steps forward, so that most of a log lies within a few hours. */
const steps = fc.oneof(
  { weight: 6, arbitrary: proposals },
  { weight: 3, arbitrary: people },
  { weight: 4, arbitrary: fc.integer({ min: -5, max: 45 }).map((advance) => ({ advance })) },
  { weight: 2, arbitrary: answers },
  { weight: 1, arbitrary: switches },
  { weight: 1, arbitrary: fc.tuple(name, tenant).map(([n, t]) => rejection(n, { tenant: t })) },
  { weight: 1, arbitrary: fc.constantFrom(policy(), policy({ version: 'test@2' })) },
)

const logs = fc
  .array(steps as fc.Arbitrary<Step>, { minLength: 5, maxLength: 60 })
  .map((all): EnforcementEvent[] => {
    let now = 0
    const events = all.map((step) => {
      if (!('advance' in step)) return step
      now += step.advance
      return tick(T0 + Math.max(0, now) * MINUTE)
    })
    return [tick(), policy(), ...events]
  })

interface Sent {
  readonly command: Command
  readonly isRepeat: boolean
  readonly logTime: number
  /** Place in the log of the record that let it go. */
  readonly at: number
}

/** Every command of a run with the log time it was sent at. */
function sends(events: readonly EnforcementEvent[], budget = BUDGET) {
  const { steps: outputs, state } = run(events, budget)
  let logTime = 0
  const sent = outputs.flatMap((those, at): Sent[] => {
    const event = events[at]
    if (event?.kind === 'tick') logTime = Math.max(logTime, event.eventTime)
    return only('command', those).map(({ command, causedAt }) => {
      return { command, isRepeat: causedAt === null, logTime, at }
    })
  })
  return { sent, first: sent.filter(({ isRepeat }) => !isRepeat), outputs, state }
}

/** The proposal a command carries out: the first under its id. */
function origin(events: readonly EnforcementEvent[], { command }: Sent): Proposal {
  const found = events.find(
    (event): event is Proposal =>
      event.kind === 'proposal' && event.proposalId === command.proposalId,
  )
  if (!found) throw new Error('Cannot find the proposal of a command')
  return found
}

function approversOf(events: readonly EnforcementEvent[], sent: Sent): string[] {
  const { tenant, proposalId } = origin(events, sent)
  const valid = events.slice(0, sent.at + 1).flatMap((event) => {
    if (event.kind !== 'approval' || event.tenant !== tenant) return []
    if (!event.proposalIds.includes(proposalId) || event.expiresAt <= sent.logTime) return []
    return [event.by]
  })
  return [...new Set(valid)]
}

function weightOf({ action, basis, family }: Proposal): number {
  const isClosed = action === 'bar' && basis === 'hardBreach' && family === 'contract'
  return isClosed ? WEIGHTS.contractBar : WEIGHTS[action]
}

function holds(property: (events: EnforcementEvent[]) => void, runs = 300): void {
  fc.assert(fc.property(logs, property), { numRuns: runs })
}

test('G1: a proposal has one command, and what goes out again is the same', () => {
  holds((events) => {
    const { sent, first } = sends(events)
    expect(new Set(first.map(({ command }) => command.proposalId)).size).toBe(first.length)
    expect(new Set(first.map(({ command }) => command.commandId)).size).toBe(first.length)
    for (const { command, isRepeat, at } of sent) {
      if (!isRepeat) continue
      const original = first.find((one) => one.command.commandId === command.commandId)
      expect(command).toEqual(original?.command)
      expect(original?.at).toBeLessThan(at)
    }
  })
})

test('G2: nothing is sent at or after its end, nor behind a switch in its scope', () => {
  holds((events) => {
    for (const one of sends(events).sent) {
      expect(one.command.expiresAt).toBeGreaterThan(one.logTime)
      const { tenant, action } = origin(events, one)
      const on = new Map<string, boolean>()
      for (const event of events.slice(0, one.at + 1)) {
        if (event.kind !== 'killSwitch') continue
        const inScope =
          (event.tenant === null || event.tenant === tenant) &&
          (event.action === null || event.action === action)
        if (inScope) on.set(`${event.tenant} ${event.action}`, event.on)
      }
      expect([...on.values()]).not.toContain(true)
    }
  })
})

/** Nothing but the budget stands in the way. */
function unopposed(event: EnforcementEvent): EnforcementEvent {
  if (event.kind !== 'proposal') return event
  const clear = { needs: null, protectedClass: null, soldered: false, profileVersion: T0 } as const
  return { ...event, ...clear, basis: 'hardBreach', expiresAt: event.decidedAt + 4 * HOUR }
}

test('G3: what a tenant is sent in any hour of log time fits its budget', () => {
  fc.assert(
    fc.property(logs, fc.constantFrom(0, 1, 2), (opposed, budget) => {
      const events = opposed.map(unopposed)
      const { first } = sends(events, budget)
      for (const { logTime, command } of first) {
        const hour = first.filter(
          (one) =>
            one.command.tenant === command.tenant &&
            one.logTime > logTime - HOUR &&
            one.logTime <= logTime,
        )
        const spent = hour.reduce((sum, one) => sum + weightOf(origin(events, one)), 0)
        expect(spent).toBeLessThanOrEqual(budget + 1e-9)
      }
    }),
    { numRuns: 300 },
  )
})

test('G4: two different people for a protected, unknown or unresumable card', () => {
  holds((events) => {
    for (const one of sends(events).first) {
      const { protectedClass, profileVersion, soldered, action } = origin(events, one)
      const isRisky =
        protectedClass !== null ||
        (profileVersion === null && action !== 'flag') ||
        (soldered && action === 'suspend')
      if (isRisky) expect(approversOf(events, one).length).toBeGreaterThanOrEqual(2)
    }
  })
})

test('G6: every proposal ends, is held for a reason or is under way, as its audit records say', () => {
  holds((events) => {
    const { outputs, state } = sends(events)
    const said = new Map<string, string>()
    for (const { audit } of only('audit', outputs.flat())) {
      if (audit.proposalId === null || audit.after === null) continue
      const repeatsId = audit.action === 'proposal.invalid' && audit.before !== 'received'
      if (!repeatsId) said.set(audit.proposalId, audit.after)
    }
    const ids = new Set(events.flatMap((one) => (one.kind === 'proposal' ? [one.proposalId] : [])))
    expect(state.proposals).toBe(ids.size)
    for (const id of ids) {
      const entry = state.entry(id)
      expect(entry?.state).not.toBe('received')
      expect(entry?.heldReason !== null).toBe(entry?.state === 'held')
      const isAnswer = entry?.state === 'accepted' || entry?.state === 'completed'
      if (!isAnswer) expect(said.get(id)).toBe(entry?.state)
    }
  })
})

test('G8: for the carrier the last command of a card is the newest, and no older stop follows a newer one', () => {
  holds((events) => {
    const { first } = sends(events)
    for (const iccid of CARDS) {
      const ofCard = first.filter(({ command }) => command.iccid === iccid)
      for (const [n, { command, at }] of ofCard.entries()) {
        const before = ofCard[n - 1]
        expect(command.decidedAt).toBeGreaterThanOrEqual(before?.command.decidedAt ?? 0)
        const { decidedAt, action } = origin(events, { command, isRepeat: false, logTime: 0, at })
        const isByPerson = command.decidedBy.type === 'user'
        const isOver = ofCard
          .slice(0, n)
          .some((one) => one.command.action === 'suspend' && one.command.decidedAt > decidedAt)
        if (!isByPerson && (action === 'suspend' || action === 'bar')) expect(isOver).toBe(false)
      }
    }
  })
})

test('G11: a restart anywhere finds the same states, and only sends what was sent before', () => {
  fc.assert(
    fc.property(logs, fc.nat(), (events, cut) => {
      const place = cut % (events.length + 1)
      const before = sends(events.slice(0, place))
      const commands = new Map(before.first.map(({ command }) => [command.commandId, command]))
      for (const { command } of only('command', sendAgain(before.state))) {
        expect(command).toEqual(commands.get(command.commandId))
      }
      const whole = sends(events)
      expect(whole.outputs.slice(0, place)).toEqual(before.outputs)
    }),
    { numRuns: 200 },
  )
})

test('G11: records that come again cause no command that was not there', () => {
  holds((events) => {
    const once = sends(events)
    const twice = run([...events, ...events.filter(({ kind }) => kind === 'proposal')], BUDGET)
    const again = only('command', twice.steps.slice(events.length).flat())
    expect(again).toEqual([])
    const doubled = events.flatMap((event): EnforcementEvent[] =>
      event.kind === 'proposal' || event.kind === 'result' ? [event, event] : [event],
    )
    expect(sends(doubled).first.map(({ command }) => command)).toEqual(
      once.first.map(({ command }) => command),
    )
  })
})

test('G12: a statistical finding alone neither bars nor suspends', () => {
  holds((events) => {
    for (const one of sends(events).first) {
      const { basis, action, needs } = origin(events, one)
      const isFar = (action === 'bar' || action === 'suspend') && basis !== 'hardBreach'
      if (isFar || needs !== null) expect(approversOf(events, one)).not.toEqual([])
    }
  })
})

test('G13: a proposal for nothing is invalid', () => {
  holds((events) => {
    for (const one of sends(events).first) {
      if (one.command.action === 'bar') expect(one.command.functions).not.toEqual([])
      expect(origin(events, one).functions).toEqual(one.command.functions)
    }
  })
})

test('G14: each command has its own audit record before it', () => {
  holds((events) => {
    const audited = new Map<string, number>()
    const note = (output: Output) => {
      if (
        output.type === 'audit' &&
        output.audit.commandId &&
        /^command/.test(output.audit.action)
      ) {
        audited.set(output.audit.commandId, (audited.get(output.audit.commandId) ?? 0) + 1)
      }
      if (output.type !== 'command') return
      const left = audited.get(output.command.commandId) ?? 0
      expect(left).toBeGreaterThan(0)
      audited.set(output.command.commandId, 0)
    }
    for (const output of sends(events).outputs.flat()) note(output)
  })
})
