import { expect, test } from 'vitest'
import { Command } from '#schemas/command.ts'
import { deriveId } from '#schemas/derive-id.ts'
import { sendAgain } from './domain/chase.ts'
import { deliver, only } from './pipeline.ts'
import type { Output, Sinks } from './ports.ts'
import {
  approval,
  commandId,
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

const READY = [tick(), policy()]

function commandsOf(outputs: readonly Output[]) {
  return only('command', outputs).map(({ command }) => command)
}

/** What the gate made of one proposal, after all. */
function fate(events: readonly object[], { name = 'p', suspendsPerHour = 200 } = {}) {
  const { state, outputs } = run([...READY, ...events], suspendsPerHour)
  const entry = state.entry(deriveId('proposal', name))
  const said = entry?.state === 'held' ? `held ${entry.heldReason}` : entry?.state
  return { said, commands: commandsOf(outputs), outputs, state }
}

test('sends a hard breach at once, with the remedy of the carrier and the id of the proposal', () => {
  const { said, commands, outputs } = fate([proposal()])
  expect(said).toBe('sent')
  expect(commands.map((one) => Command.parse(one))).toMatchObject([
    {
      commandId: commandId('p'),
      action: 'suspend',
      decidedBy: { type: 'policy', id: 'test@1' },
      decidedAt: T0,
      expiresAt: T0 + HOUR,
      remedy: { channel: '10086' },
    },
  ])
  expect(only('command', outputs)[0]?.causationId).toBe('feed/1')
})

test('names the remedy for others when the carrier is unknown, and holds when there is none', () => {
  const { commands } = fate([proposal('p', { carrier: 'constructor' })])
  expect(commands[0]?.remedy.channel).toBe('seller')
  const bare = run([tick(), policy({ remedies: {} }), proposal()])
  expect([...bare.state.held].map(({ heldReason }) => heldReason)).toEqual(['policy'])
})

test('writes who did what before each command', () => {
  const { outputs } = fate([proposal()])
  expect(outputs.map(({ type }) => type)).toEqual(['audit', 'command'])
  expect(only('audit', outputs)[0]?.audit).toMatchObject({
    action: 'command.sent',
    before: 'received',
    after: 'sent',
    commandId: commandId('p'),
    actor: { type: 'policy', id: 'test@1' },
  })
})

test('decides nothing before it knows the time and the rules, and then does', () => {
  const { state, steps } = run([proposal(), policy(), tick()])
  expect(steps.map(commandsOf).map(({ length }) => length)).toEqual([0, 0, 1])
  expect(state.held.size).toBe(0)
  const later = run([tick(), proposal(), policy()])
  expect(commandsOf(later.outputs)).toHaveLength(1)
})

test('takes a repeated proposal once, and refuses another one under its id', () => {
  const { outputs, said } = fate([proposal(), proposal(), proposal('p', { tenant: 'other' })])
  expect(commandsOf(outputs)).toHaveLength(1)
  expect(outputs.at(-2)).toEqual({ type: 'discarded', reason: 'duplicate' })
  expect(outputs.at(-1)).toMatchObject({ audit: { before: 'sent', after: 'invalid' } })
  expect(said).toBe('sent')
})

test.each([
  ['a bar of nothing', { action: 'bar', functions: [] }],
  ['a bar that names no function', { action: 'bar', functions: null }],
  ['a suspension of one function', { functions: ['voice'] }],
  ['an end before the decision', { expiresAt: T0 }],
  ['a decision of the far future', { decidedAt: T0 + 9_000 * HOUR, expiresAt: T0 + 9_001 * HOUR }],
] as const)('refuses %s', (_, overrides) => {
  const { said, commands } = fate([{ ...proposal(), ...overrides }])
  expect([said, commands]).toEqual(['invalid', []])
})

test.each([
  ['no card', { iccid: '' }],
  ['every card', { iccid: '*' }],
  ['many cards', { iccid: ['89860012345678901234'] }],
  ['an action nobody knows', { action: 'terminate' }],
])('puts a proposal for %s into dead.letters', (_, overrides) => {
  const { outputs, state } = fate([{ ...proposal(), ...overrides }])
  expect(outputs).toMatchObject([{ type: 'deadLetter', class: 'schema' }])
  expect(state.proposals).toBe(0)
})

test.each([
  ['a statistical bar', { basis: 'statistical', action: 'bar', functions: ['voice'] }, 'person'],
  ['a statistical suspension', { basis: 'statistical' }, 'person'],
  ['one that calls itself corroborated', { basis: 'corroborated' }, 'person'],
  ['what the ladder wants a person for', { needs: 'person' }, 'person'],
  ['what needs a second signal', { needs: 'corroborated' }, 'person'],
  ['a protected card', { protectedClass: 'lift' }, 'protected'],
  ['even a flag of a protected card', { protectedClass: 'test', action: 'flag' }, 'protected'],
  ['a card without a profile', { profileVersion: null }, 'unknownProfile'],
  ['the suspension of a soldered card', { soldered: true }, 'irreversible'],
] as const)('holds %s', (_, overrides, reason) => {
  const { said, commands, outputs } = fate([{ ...proposal(), ...overrides }])
  expect([said, commands]).toEqual([`held ${reason}`, []])
  expect(only('audit', outputs)).toMatchObject([
    { audit: { action: 'proposal.held', before: 'received', after: 'held', reason } },
  ])
})

test.each([
  ['a statistical flag', { basis: 'statistical', action: 'flag' }],
  ['a statistical re-verification', { basis: 'statistical', action: 'reverify' }],
  ['the flag of a card without a profile', { profileVersion: null, action: 'flag' }],
  ['the bar of a soldered card', { soldered: true, action: 'bar', functions: ['voice'] }],
] as const)('sends %s', (_, overrides) => {
  expect(fate([{ ...proposal(), ...overrides }]).said).toBe('sent')
})

test('counts a number of the operator as protected', () => {
  const lists = { ...policy().document.lists, ownNumbers: [proposal().iccid] }
  const { state } = run([tick(), policy({ lists }), proposal()])
  expect([...state.held].map(({ heldReason }) => heldReason)).toEqual(['protected'])
})

test('needs one person for a finding, and sends in that person’s name and time', () => {
  const late = { decidedAt: T0 + 3 * HOUR, expiresAt: T0 + 4 * HOUR, by: 'u-9' }
  const { commands, said } = fate([
    proposal('p', { needs: 'person' }),
    tick(T0 + 3 * HOUR),
    approval('p', late),
  ])
  expect(said).toBe('sent')
  expect(commands).toMatchObject([
    { decidedBy: { type: 'user', id: 'u-9' }, decidedAt: T0 + 3 * HOUR, expiresAt: T0 + 4 * HOUR },
  ])
})

test('needs two different people for a protected card', () => {
  const held = proposal('p', { protectedClass: 'medical' })
  const twice = [held, approval('p'), approval('p', { decidedAt: T0 + 1 })]
  expect(fate(twice).said).toBe('held protected')
  const { said, outputs } = fate([...twice, approval('p', { by: 'u-2' })])
  expect(said).toBe('sent')
  expect(only('audit', outputs).at(-1)?.audit.approvals).toEqual(['u-1', 'u-2'])
})

test('counts an approval no longer than it lasts', () => {
  const held = proposal('p', { protectedClass: 'medical' })
  const short = approval('p', { expiresAt: T0 + 10 * MINUTE })
  const second = approval('p', { by: 'u-2', expiresAt: T0 + 2 * HOUR })
  expect(fate([held, short, tick(T0 + 10 * MINUTE), second]).said).toBe('held protected')
})

test('hears an approval only for its own tenant', () => {
  const held = proposal('p', { needs: 'person' })
  expect(fate([held, approval('p', { tenant: 'other' })]).said).toBe('held person')
})

test('ends what a person rejects, for good', () => {
  const held = proposal('p', { needs: 'person' })
  const { said, outputs } = fate([held, rejection('p'), approval('p'), held])
  expect(said).toBe('rejected')
  expect(only('audit', outputs).at(-1)?.audit).toMatchObject({
    after: 'rejected',
    actor: { type: 'user', id: 'u-1' },
    reason: 'known campaign',
  })
})

test('holds what has expired; a person may decide anew; after 72 hours it is over', () => {
  const stale = [tick(T0 + HOUR), proposal()]
  expect(fate(stale).said).toBe('held expired')
  const anew = approval('p', { decidedAt: T0 + HOUR, expiresAt: T0 + 2 * HOUR })
  expect(fate([...stale, anew]).said).toBe('sent')
  expect(fate([...stale, tick(T0 + 72 * HOUR)]).said).toBe('held expired')
  expect(fate([...stale, tick(T0 + 73 * HOUR)]).said).toBe('expired')
})

test('sends nothing that expired while it was held', () => {
  const events = [killSwitch(), proposal(), tick(T0 + HOUR), killSwitch({ on: false })]
  expect(fate(events)).toMatchObject({ said: 'held expired', commands: [] })
})

test('keeps saying what a held proposal needs, after its own end too', () => {
  expect(fate([proposal('p', { needs: 'person' }), tick(T0 + 2 * HOUR)]).said).toBe('held person')
})

test.each([
  ['everything', {}],
  ['its tenant', { tenant: 'acme' }],
  ['its detector', { detector: 'voice-on-data-card' }],
  ['its action', { tenant: 'acme', action: 'suspend' }],
] as const)('holds behind a switch for %s, and lets go when it is off', (_, scope) => {
  const behind = [killSwitch(scope), proposal()]
  expect(fate(behind).said).toBe('held switch')
  expect(fate([...behind, approval('p')]).said).toBe('held switch')
  expect(fate([...behind, killSwitch({ ...scope, on: false })]).said).toBe('sent')
})

test('is not held by a switch for others', () => {
  expect(fate([killSwitch({ tenant: 'other' }), proposal()]).said).toBe('sent')
  expect(fate([killSwitch({ action: 'bar' }), proposal()]).said).toBe('sent')
})

test('asks the switch again when something held is let go', () => {
  const events = [proposal('p', { needs: 'person' }), killSwitch(), approval('p')]
  expect(fate(events).said).toBe('held switch')
})

test('holds what is above the budget, and sends it when the hour has moved on', () => {
  const second = proposal('q', { expiresAt: T0 + 3 * HOUR })
  const events = [proposal(), second, tick(T0 + HOUR - 1)]
  const options = { name: 'q', suspendsPerHour: 1 }
  expect(fate(events, options).said).toBe('held budget')
  expect(fate([...events, approval('q')], options).said).toBe('held budget')
  expect(fate([...events, tick(T0 + HOUR)], options).said).toBe('sent')
})

test('gives nothing back to the budget when a command fails', () => {
  const events = [proposal(), result('p', { outcome: 'failed' }), proposal('q')]
  expect(fate(events, { name: 'q', suspendsPerHour: 1 }).said).toBe('held budget')
})

test('has a budget for each tenant', () => {
  const events = [proposal(), proposal('q', { tenant: 'other' })]
  expect(fate(events, { name: 'q', suspendsPerHour: 1 }).said).toBe('sent')
})

test('weighs a bar of what the contract closed a tenth of a suspension, any other a half', () => {
  const bars = (family: 'contract' | 'device') =>
    Array.from({ length: 12 }, (_, n) =>
      proposal(`b${n}`, { action: 'bar', functions: ['voice'], family }),
    )
  expect(fate(bars('contract'), { suspendsPerHour: 1 }).commands).toHaveLength(10)
  expect(fate(bars('device'), { suspendsPerHour: 1 }).commands).toHaveLength(2)
})

test('ends an older decision that a newer command for the card covers', () => {
  const older = proposal('p', { needs: 'person' })
  const newer = proposal('q', { decidedAt: T0 + MINUTE })
  const { said, outputs } = fate([older, newer, approval('p')])
  expect(said).toBe('superseded')
  expect(only('audit', outputs).at(-1)?.audit.after).toBe('superseded')
})

test('sends a held suspension after a newer flag, as the newest of the card', () => {
  const older = proposal('p')
  const newer = proposal('q', { decidedAt: T0 + MINUTE, action: 'flag' })
  const { commands } = fate([
    killSwitch({ action: 'suspend' }),
    older,
    newer,
    killSwitch({ action: 'suspend', on: false }),
  ])
  expect(commands.map(({ action, decidedAt }) => [action, decidedAt])).toEqual([
    ['flag', T0 + MINUTE],
    ['suspend', T0 + MINUTE],
  ])
})

test('follows the carrier: accepted, then completed, and no further', () => {
  const accepted = result('p', { status: 'accepted', outcome: null })
  expect(fate([proposal(), accepted]).said).toBe('accepted')
  expect(fate([proposal(), accepted, result('p')]).said).toBe('completed')
  const repeated = [proposal(), result('p'), accepted, result('p', { outcome: 'failed' })]
  expect(fate(repeated).said).toBe('completed')
})

test('shows people what the carrier could not do', () => {
  const failed = [proposal(), result('p', { outcome: 'failed' })]
  expect(fate(failed).said).toBe('held failed')
  expect(fate([...failed, approval('p')])).toMatchObject({ said: 'held failed' })
})

test('asks once, under the same id, when there is no answer for 15 minutes', () => {
  const quiet = [proposal(), tick(T0 + 15 * MINUTE - 1)]
  expect(fate(quiet).said).toBe('sent')
  const { commands, said, outputs } = fate([
    ...quiet,
    tick(T0 + 15 * MINUTE),
    tick(T0 + 40 * MINUTE),
  ])
  expect(said).toBe('unanswered')
  expect(commands).toHaveLength(2)
  expect(commands[1]).toEqual(commands[0])
  expect(outputs.map(({ type }) => type)).toEqual(['audit', 'command', 'audit', 'audit', 'command'])
})

test('asks neither behind a switch nor after the end', () => {
  const stopped = [proposal(), killSwitch(), tick(T0 + 20 * MINUTE)]
  expect(fate(stopped).commands).toHaveLength(1)
  expect(
    fate([...stopped, killSwitch({ on: false }), tick(T0 + 21 * MINUTE)]).commands,
  ).toHaveLength(2)
  expect(fate([proposal(), tick(T0 + HOUR)]).commands).toHaveLength(1)
})

test('an unknown outcome is no answer, and asked for', () => {
  const unknown = [proposal(), result('p', { outcome: 'unknown' })]
  expect(fate(unknown).said).toBe('unanswered')
  expect(fate([...unknown, tick(T0 + 1)]).commands).toHaveLength(2)
  expect(fate([...unknown, result('p')]).said).toBe('completed')
})

test('an answer proves that a command was sent, whatever the settings say now', () => {
  expect(fate([proposal(), result('p')], { suspendsPerHour: 0 }).said).toBe('completed')
})

test('sends again at a start what has no answer, has not ended and no switch stops', () => {
  const repeats = (events: readonly object[]) => commandsOf(sendAgain(fate(events).state))
  expect(repeats([proposal()])).toEqual(fate([proposal()]).commands)
  expect(repeats([proposal(), result('p', { status: 'accepted', outcome: null })])).toEqual([])
  expect(repeats([proposal(), result('p')])).toEqual([])
  expect(repeats([proposal(), tick(T0 + HOUR)])).toEqual([])
  expect(repeats([proposal(), killSwitch()])).toEqual([])
})

test('remembers ids as long as commands are kept; what comes back later needs a person', () => {
  const done = [proposal(), result('p')]
  const repeat = (events: readonly object[]) => fate([...done, ...events, proposal()])
  expect(repeat([tick(T0 + 7 * 24 * HOUR)]).said).toBe('completed')
  const forgotten = repeat([tick(T0 + 7 * 24 * HOUR + HOUR)])
  expect(forgotten.said).toBe('held expired')
  expect(forgotten.commands).toHaveLength(1)
})

test('a tick that is not higher has no effect, and one ahead of the broker is quarantined', () => {
  const { state, outputs } = run([tick(), tick(T0 - 1), tick(T0 + 2_000 * HOUR)])
  expect(state.logTime).toBe(T0)
  expect(outputs).toEqual([{ type: 'discarded', reason: 'quarantined' }])
})

test('only a higher policy replaces one, and the same with other content is refused', () => {
  const { state, outputs } = run([
    policy({ version: 'test@2' }),
    policy({ version: 'test@1' }),
    policy({ version: 'test@2', remedies: {} }),
    policy({ version: 'test@2' }),
  ])
  expect(state.policy?.version).toBe('test@2')
  expect(outputs).toMatchObject([
    { type: 'discarded', reason: 'outdated' },
    { type: 'deadLetter', class: 'semantic' },
    { type: 'discarded', reason: 'outdated' },
  ])
})

test('no command is sent before its audit record is acknowledged, and none if it is refused', async () => {
  const { outputs, state } = fate([proposal(), proposal('q'), { kind: 'nonsense' }])
  const done: string[] = []
  const sinks: Sinks = {
    keepDeadLetters: async () => void done.push('dead letters'),
    writeAudit: async () => void done.push('audit'),
    sendCommands: async (commands) => void done.push(`${commands.length} commands`),
  }
  await deliver(outputs, sinks, state)
  expect(done).toEqual(['dead letters', 'audit', '2 commands'])
  const refusing = { ...sinks, writeAudit: () => Promise.reject(new Error('no audit')) }
  await expect(deliver(outputs, refusing, state)).rejects.toThrow('no audit')
  expect(done).toHaveLength(4)
})

test.each([
  ['a switch that was turned on', killSwitch()],
  ['its own end', tick(T0 + HOUR)],
])('a command on its way is stopped by %s, read meanwhile', async (_name, event) => {
  const { outputs, state } = fate([proposal(), event])
  const sent: unknown[] = []
  const sinks: Sinks = {
    keepDeadLetters: async () => {},
    writeAudit: async () => {},
    sendCommands: async (commands) => void sent.push(...commands),
  }
  await deliver(outputs, sinks, state)
  expect(sent).toEqual([])
})
