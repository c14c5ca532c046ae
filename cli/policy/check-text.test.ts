import { expect, test } from 'vitest'
import { checkText, type Remark, tellRemark } from './check-text.ts'

const good = `# A small policy.
version: small@1
timeZone: Asia/Shanghai
classes:
  ordinary: { name: 普通卡, maximumAction: suspend }
  iot: { name: 物联网卡, maximumAction: suspend }
common:
  allowedLatenessHours: 24
  minimumQuietMinutes: 60 # E
  silentDays: 60
  unregisteredGraceMinutes: 60
  billingCycleStartDay: { mobile: 1 }
remedies: {}
lists:
  allowedPeerKinds: [platform]
roles:
  courier: &mobileWork { call-rate: 2 }
  ridehailing: *mobileWork
detectors:
  voice-on-data-card:
    mode: live
    severity: { warn: high, act: critical }
    settings: { maximumAnswered: { warn: 0 }, maximumEvents: { act: 0 } }
    ladder: [{ at: warn, action: flag }]
    classes: { iot: {} }
  call-rate:
    mode: live
    severity: medium
    settings: { callsPerHour: 60, calleesPerHour: { act: 20 } }
    ladder:
      - action: flag
      - { action: bar, functions: [voice], needs: person }
    classes: { ordinary: {} }
  call-burst:
    mode: live
    severity: medium
    settings: { callsPer5Minutes: 30 }
    ladder: [{ action: flag }]
    classes: { ordinary: {} }
`

/** The small policy with pieces of its text replaced. */
function withText(...changes: readonly (readonly [part: string, other: string])[]): string {
  return changes.reduce((text, [part, other]) => {
    if (!text.includes(part)) throw new Error(`the policy has no ${part}`)
    return text.replace(part, other)
  }, good)
}

function told(text: string): readonly string[] {
  return checkText(text).errors.map(tellRemark)
}

/** Where a piece of text stands, as the remarks tell it. */
function placeOf(text: string, part: string): string {
  const before = text.slice(0, text.indexOf(part)).split('\n')
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`
}

test('has nothing against a good policy', () => {
  expect(checkText(good)).toMatchObject({ errors: [], document: { version: 'small@1' } })
})

test('tells faults of form and of content at once, in the order of the text', () => {
  const bad = withText(
    ['Asia/Shanghai', 'Mars/Olympus'],
    ['silentDays: 60', 'silentDays: soon'],
    ['&mobileWork { call-rate', '&mobileWork { call-rat'],
    ['  call-burst:', '  call-burts:'],
    ['{ callsPerHour: 60', '{ callPerHour: 60'],
    ['needs: person }', 'until: day }'],
  )
  expect(told(bad)).toEqual([
    `${placeOf(bad, 'Mars/')}: timeZone: no such time zone`,
    `${placeOf(bad, 'soon')}: common.silentDays: Invalid input: expected number, received string`,
    `${placeOf(bad, 'call-rat: 2')}: roles.courier.call-rat: there is no such detector; did you mean call-rate?`,
    `${placeOf(bad, 'call-rat: 2')}: roles.ridehailing.call-rat: there is no such detector; did you mean call-rate?`,
    expect.stringMatching(/detectors\.call-rate\.settings\.callsPerHour: missing/),
    `${placeOf(bad, 'callPerHour')}: detectors.call-rate.settings.callPerHour: unknown; known are callsPerHour, calleesPerHour; did you mean callsPerHour?`,
    `${placeOf(bad, 'bar, functions')}: detectors.call-rate.ladder.1.action: bar on a statistical finding needs corroborated or person`,
    `${placeOf(bad, 'call-burts')}: detectors.call-burts: there is no such detector; did you mean call-burst?`,
  ])
})

test('says what was meant by a misspelt key, mode, class or section', () => {
  const suggestions = (text: string) =>
    checkText(text).errors.map(({ path, suggestion }) => `${path} ${suggestion}`)
  expect(suggestions(withText(['minimumQuietMinutes', 'minimumQuietMinute']))).toContain(
    'common.minimumQuietMinute minimumQuietMinutes',
  )
  expect(suggestions(withText(['mode: live', 'mode: liv']))).toEqual([
    'detectors.voice-on-data-card.mode live',
  ])
  expect(suggestions(withText(['classes: { iot: {} }', 'classes: { iott: {} }']))).toEqual([
    'detectors.voice-on-data-card.classes.iott iot',
  ])
  expect(suggestions(withText(['\nroles:', '\nrole:']))).toEqual(['role roles'])
  const levels = withText(['maximumEvents: { act: 0 }', 'maximumEvents: { akt: 0 }'])
  expect(suggestions(levels)).toEqual([
    'detectors.voice-on-data-card.settings.maximumEvents.akt act',
  ])
})

test('blames no other part for one that is wrong itself', () => {
  const bad = withText(['maximumAction: suspend', 'maximumAction: stop'])
  expect(told(bad)).toEqual([expect.stringMatching(/classes\.ordinary\.maximumAction/)])
})

test('tells every fault of the YAML itself', () => {
  const { errors } = checkText('a: [1\nb: "x\n')
  expect(errors.length).toBeGreaterThan(0)
  expect(errors[0]).toMatchObject({ path: '', line: expect.any(Number) })
  expect(checkText('a: 1\na: 2\n').errors.map(place)).toEqual(['2:1'])
})

test('an empty file is no policy', () => {
  expect(told('')).toEqual([expect.stringMatching(/^line 1, column 1: policy: /)])
})

test('warns of rules that are on and cannot find anything', () => {
  const rule = `
rules:
  calls-to-premium-numbers:
    classes: [ordinary]
    mode: live
    severity: medium
    conditions: [{ feature: premiumCalls.1h, above: 4 }]
    reason: { en: "{0} premium calls", zh: "{0} 次高资费呼叫" }
`
  const { warnings, errors } = checkText(good + rule)
  expect(errors).toEqual([])
  const premium = warnings.filter(({ path }) => path.startsWith('rules.'))
  expect(premium.map(tellRemark)).toEqual([
    `${placeOf(good + rule, 'calls-to-premium')}: rules.calls-to-premium-numbers: blind: premiumPrefixes in lists is empty, so it finds nothing by it`,
  ])
  const fed = (good + rule).replace('\nlists:\n', '\nlists:\n  premiumPrefixes: ["17909"]\n')
  expect(checkText(fed).warnings.filter(({ path }) => path.startsWith('rules.'))).toEqual([])
})

function place({ line, column }: Remark): string {
  return `${line}:${column}`
}
