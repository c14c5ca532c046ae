import { expect, test } from 'vitest'
import { featureNotes, namedFilters } from './feature-notes.ts'

const SOURCE = `/** Calls. */
export const VOICE = {
  /** Given up
   * by the caller. */
  callsAbandoned: {
    kind: 'count',
    of: (fact) => fact.callOut && !fact.answered,
    windows: ['1h'],
  },
  usageRecords: { kind: 'count', of: () => true, windows: ['day'] },
  oneWay: {
    kind: 'greatest',
    of: ({ smsIn, kinds }) =>
      smsIn && (kinds.has('a', 'b') || false),
    member: 'peer',
    minus: (fact) => fact.callIn,
    windows: ['day'],
  },
  seconds: { kind: 'sum', of: isCallOut, amount: 'durationSeconds', windows: ['1d'] },
  share: { kind: 'ratio', of: ['a'], over: ['b'], windows: ['1d'] },
} as const satisfies Record<string, Measure>

function hasGap({ gapSeconds }: Fact): boolean {
  return gapSeconds !== undefined
}
`

test('reads what each measure counts, and its comment', () => {
  expect(Object.fromEntries(featureNotes(SOURCE))).toEqual({
    callsAbandoned: { words: 'Given up by the caller.', filter: 'callOut && !answered', minus: '' },
    usageRecords: { words: '', filter: '', minus: '' },
    oneWay: { words: '', filter: "smsIn && (kinds.has('a', 'b') || false)", minus: 'callIn' },
    seconds: { words: '', filter: 'isCallOut', minus: '' },
    share: { words: '', filter: '', minus: '' },
  })
})

test('knows what a named filter lets through', () => {
  expect([...namedFilters(SOURCE)]).toEqual([['hasGap', 'gapSeconds !== undefined']])
})
