import fc from 'fast-check'

/** A key and its value as JSON. */
export type Entry = readonly [key: string, json: string]
type Arbitraries = Readonly<Record<string, fc.Arbitrary<unknown>>>

const plainCharacter = fc
  .integer({ min: 0x20, max: 0x7f })
  .map((code) => String.fromCharCode(code))
  .filter((character) => character !== '"' && character !== '\\')
const label = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: plainCharacter, minLength: 1, maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: plainCharacter, minLength: 254, maxLength: 256 }) },
)
const digit = fc.constantFrom(...'0123456789')
const digits = (minLength: number, maxLength: number) =>
  fc.string({ unit: digit, minLength, maxLength })
const peer = fc
  .tuple(digits(1, 3), fc.stringMatching(/^[\w-]{1,124}$/))
  .map(([version, token]) => `t${version}:${token}`.slice(0, 128))
const bytes = fc.oneof(
  fc.nat(),
  fc.maxSafeNat(),
  fc.constantFrom(0, 2 ** 31, 2 ** 32, Number.MAX_SAFE_INTEGER),
)
/** Of any number of digits, but written without an exponent. */
const between = (min: number, max: number) =>
  fc
    .oneof(
      fc.integer({ min, max }),
      fc.integer({ min: min * 10_000, max: max * 10_000 }).map((number) => number / 10_000),
      fc.double({ min, max, noNaN: true }),
    )
    .filter((number) => !String(number).includes('e'))
const iccid = fc
  .tuple(
    fc.stringMatching(/^[0-9A-Fa-f]{17,19}$/),
    fc.constantFrom('0', '9', 'a', 'E'),
    fc.stringMatching(/^[fF]{0,12}$/),
  )
  .map(([body, last, padding]) => body + last + padding)
const direction = fc.constantFrom('outgoing', 'incoming')

const anyUsage = {
  tenant: label,
  imsi: digits(6, 15),
  msisdn: digits(5, 15),
  imei: digits(14, 16),
  visitedPlmn: digits(5, 6),
  region: label,
  cell: label,
  ratType: label,
  deviceKind: fc.constantFrom('phone', 'module', 'router', 'other'),
  latitude: between(-90, 90),
  longitude: between(-180, 180),
}
const contact = {
  peer,
  peerPrevious: peer,
  peerKind: fc.constantFrom('person', 'platform', 'shortCode', 'emergency', 'other'),
  peerBlock: digits(1, 9),
  peerRegion: label,
}
const call = {
  durationSeconds: between(0, 604_800),
  answered: fc.boolean(),
  releaseCause: fc.constantFrom('normal', 'busy', 'noAnswer', 'invalidNumber', 'rejected', 'other'),
}
const part = { bytesUplink: bytes, bytesDownlink: bytes }
const access = { apn: label, directed: fc.boolean(), appCategory: label }
const totals = { sessionBytesUplink: bytes, sessionBytesDownlink: bytes }
/** Fields that say nothing here: of another service, or of no contract, with names that mislead. */
const strangers = fc.constantFrom('', 'kin', 'kinds', 'Source', 'toString', 'proto__', '__proto_')
const anything = fc.oneof(label, bytes, fc.boolean(), fc.constantFrom(null, '', -1.5, 'usage'))

/** Plain usage records, of the contract and as `JSON.stringify` writes them. */
export const usage = fc.oneof(
  recordOf(
    'voice',
    { direction },
    { may: { ...contact, ...call }, ignores: { ...part, ...totals } },
  ),
  recordOf('sms', { direction }, { may: contact, ignores: { ...call, ...access } }),
  recordOf(
    'data',
    {},
    { may: { ...part, ...access, direction }, ignores: { ...contact, ...call } },
  ),
  recordOf(
    'data',
    { sessionId: label },
    { may: { ...part, ...totals, ...access }, ignores: { ...contact, ...call } },
  ),
)

/** The entries of a record in any order; what it may say is there, null or absent. */
function recordOf(
  service: string,
  must: Arbitraries,
  { may, ignores }: { readonly may: Arbitraries; readonly ignores: Arbitraries },
): fc.Arbitrary<Entry[]> {
  const needed: Arbitraries = {
    kind: fc.constant('usage'),
    source: fc.oneof(fc.constantFrom('cmcc', 'unicom'), label),
    eventId: label,
    iccid,
    eventTime: fc.integer({ min: 946_684_800_000, max: 4_102_444_799_999 }),
    service: fc.constant(service),
    ...must,
  }
  const optional = Object.entries<fc.Arbitrary<unknown>>({ ...anyUsage, ...may }).map(
    ([key, value]) => [key, fc.option(value, { freq: 4 })],
  )
  const ignored = fc.oneof(strangers, fc.constantFrom(...Object.keys(ignores)))
  return fc
    .tuple(
      fc.dictionary(ignored, anything, { maxKeys: 3, noNullPrototype: true }),
      fc.record(
        { ...needed, ...Object.fromEntries(optional) },
        { requiredKeys: Object.keys(needed) as never[], noNullPrototype: true },
      ),
    )
    .map(([ignored, said]) => Object.entries<unknown>({ ...ignored, ...said }))
    .map((entries) => entries.map(([key, value]): Entry => [key, JSON.stringify(value)]))
    .chain((entries) => fc.shuffledSubarray(entries, { minLength: entries.length }))
}

/** Values that are of no field, or of some, or no JSON. */
const hostileValue = fc.oneof(
  fc.constantFrom(
    '-0',
    '0',
    '-1',
    '1e3',
    '1E400',
    '0.0',
    '-0.0',
    '01',
    '-',
    '+1',
    '.5',
    '5.',
    '1.5',
  ),
  fc.constantFrom('9007199254740992', '9007199254740993', '0.1234567890123456789', '1'.repeat(400)),
  fc.constantFrom('null', 'true', 'false', 'nul', 'truee', 'NaN', '', '""', '"', '[]', '{"a":1}'),
  fc.constantFrom(
    '"\\u0041"',
    '"a\\"b"',
    '"湖南"',
    '"\u0000"',
    '"t1:"',
    '"1:a"',
    '"T1:a"',
    '"t1:a b"',
  ),
  fc.integer({ min: 0, max: 260 }).map((length) => `"${'1'.repeat(length)}"`),
  fc.integer({ min: 0, max: 40 }).map((length) => `"${'f'.repeat(length)}"`),
  anything.map((value) => JSON.stringify(value)),
  between(-200, 700_000).map((number) => JSON.stringify(number)),
)
const hostileKey = fc.oneof(
  fc.constantFrom('__proto__', 'kind', 'service', 'sessionId', 'sessionBytesUplink', 'direction'),
  fc.constantFrom(...Object.keys({ ...anyUsage, ...contact, ...call, ...part, ...access })),
)
const byte = fc.oneof(
  fc.nat({ max: 255 }),
  fc.constantFrom(...'"\\{}[]:,.-+0123456789eEfF \n').map((character) => character.charCodeAt(0)),
)

/** Records with one or two things changed in their fields. */
export const twisted = fc
  .tuple(usage, fc.array(fc.tuple(fc.nat(), fc.option(hostileKey), hostileValue), { maxLength: 2 }))
  .map(([entries, twists]) => {
    const all = [...entries]
    for (const [at, key, value] of twists) {
      const [old] = all[at % all.length] ?? ['']
      all.splice(at % all.length, key === null ? 1 : 0, [key ?? old, value])
    }
    return textOf(all)
  })

/** Records with bytes taken out and others put in. */
export const broken = fc
  .tuple(
    usage,
    fc.nat(),
    fc.constantFrom(0, 0, 1, 1, 1, 2, 9, 999),
    fc.array(byte, { maxLength: 3 }),
  )
  .map(([entries, place, out, into]) => {
    const text = Buffer.from(textOf(entries))
    const at = place % (text.length + 1)
    return Buffer.concat([text.subarray(0, at), Buffer.from(into), text.subarray(at + out)])
  })

export function textOf(entries: readonly Entry[]): string {
  return `{${entries.map(([key, json]) => `${JSON.stringify(key)}:${json}`).join(',')}}`
}
