import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeRecord } from '#schemas/decode-record.ts'
import { GroupRecord } from '#schemas/group-fact.ts'
import { quickFact } from './quick-fact.ts'

const label = fc.constantFrom('acme', 'mvno-7', '水表', 'x')
const labelOrNull = fc.option(label, { nil: null })
const time = fc.integer({ min: 1_700_000_000_000, max: 1_790_000_000_000 })
const timeOrNull = fc.option(time, { nil: null })

const card = fc.record({
  iccid: fc.constantFrom('89860012345678901234', '89860012345678901A', '898600123456789012C'),
  cardClass: fc.constantFrom('ordinary', 'telesales', 'iot', 'unregistered'),
  tenant: label,
  reseller: labelOrNull,
  carrier: labelOrNull,
  protectedClass: labelOrNull,
  soldered: fc.boolean(),
  profileVersion: timeOrNull,
  activatedAt: timeOrNull,
})
const ofAll = {
  group: fc.record({ kind: fc.constantFrom('imei', 'peer', 'pool'), id: label }),
  partition: fc.nat({ max: 64 }),
  ver: fc.nat().map(String),
  eventTime: time,
  card,
  event: fc.constantFrom('sim/e1', ''),
}
const fact = fc.oneof(
  fc.record({ kind: fc.constantFrom('call', 'unanswered'), ...ofAll }),
  fc.record({
    kind: fc.constant('member'),
    ...ofAll,
    region: labelOrNull,
    foreign: fc.boolean(),
  }),
)

/** Values that a field may not have, or may. */
const odd = fc.constantFrom<unknown>(
  ...[null, undefined, 0, -1, 1.5, 2 ** 60, '', 'f'.repeat(300), '89860012345678901F', true],
  ...[
    {},
    [],
    'call',
    'member',
    'toString',
    'constructor',
    ['call'],
    946_684_799_999,
    4_102_444_800_000,
    '12x',
    'iot',
    '\u0000',
  ],
)

/** One field, of the fact or of what it holds, is another, is gone, or is one more. */
function changed([one, place, name, value]: readonly [object, number, number, unknown]): object {
  const copy = structuredClone(one) as Record<string, Record<string, unknown>>
  const part = [copy, copy['card'], copy['group']][place] as Record<string, unknown>
  const names = [...Object.keys(part), 'extra', '__proto__']
  Object.defineProperty(part, names[name % names.length] ?? '', { value, enumerable: true })
  return copy
}

/** Says the same as the schema, or nothing. */
function agrees(text: string): void {
  const quick = quickFact(text)
  if (quick === undefined) return
  expect(decodeRecord(GroupRecord, text)).toEqual({ status: 'ok', value: quick })
  expect(quickFact(new TextEncoder().encode(text))).toEqual(quick)
}

test('takes the facts that this program writes', () => {
  fc.assert(
    fc.property(fact, (one) => {
      const text = JSON.stringify(one)
      expect(quickFact(text)).toEqual(one)
      agrees(text)
    }),
  )
})

test('what it takes is what the schema makes of it, whatever a field holds', () => {
  fc.assert(
    fc.property(fc.tuple(fact, fc.nat({ max: 2 }), fc.nat(), odd), (one) =>
      agrees(JSON.stringify(changed(one))),
    ),
    { numRuns: 3_000 },
  )
})

test('leaves kinds that are names of something else to the schema', () => {
  for (const kind of ['toString', 'valueOf', 'constructor', '__proto__', ['call'], null]) {
    const one = { ...fc.sample(fact, 1)[0], kind }
    expect(quickFact(JSON.stringify(one)), String(kind)).toBeUndefined()
    expect(quickFact(JSON.stringify({ ...one, extra: 1 })), String(kind)).toBeUndefined()
  }
})

test('leaves other records, and what is no JSON, to the schema', () => {
  expect(quickFact('{"kind":"tick","eventTime":1700000000000}')).toBeUndefined()
  expect(quickFact('{"kind":')).toBeUndefined()
  expect(quickFact('[]')).toBeUndefined()
  expect(quickFact(null)).toBeUndefined()
})
