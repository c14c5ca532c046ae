import { CHINESE_MOBILE, NUMBER_PLAN } from './number-plan.ts'

const HAS_LETTER = /\p{L}/u
const PUNCTUATION = /[\s\-().]/g
/** Area code and number of a landline in China, without the 0 before it. */
const GEOGRAPHIC = /^(10\d{8}|2\d{9}|(?![48]00)[3-9]\d{9,10})$/

/**
 * One spelling for each number, so that one party has one token. Names of senders keep their
 * letters, in lower case. Empty when nothing is left.
 */
export function normalisePeer(written: string): string {
  const text = written.normalize('NFKC').trim().toLowerCase()
  if (HAS_LETTER.test(text)) return text
  const dialled = text.replace(PUNCTUATION, '')
  const international = /^(?:\+|00)(\d.*)$/.exec(dialled)?.[1]
  if (international === undefined) return withoutChina(dialled) ?? withoutTrunk(dialled)
  if (!international.startsWith('86')) return foreign(international)
  const rest = international.slice(2)
  return GEOGRAPHIC.test(rest) && !CHINESE_MOBILE.test(rest) ? `0${rest}` : rest
}

/** 86 without a mark of its own may begin other numbers: only what it makes a mobile loses it. */
function withoutChina(digits: string): string | undefined {
  const rest = digits.slice(2)
  return digits.startsWith('86') && CHINESE_MOBILE.test(rest) ? rest : undefined
}

/** Some switches write 0 before a mobile number of another province. */
function withoutTrunk(digits: string): string {
  const rest = digits.slice(1)
  return digits.startsWith('0') && CHINESE_MOBILE.test(rest) ? rest : digits
}

/** +1 380 213 8000 is nobody's number in China: where the digits alone would say so, + stays. */
function foreign(digits: string): string {
  return NUMBER_PLAN.some(({ pattern }) => pattern.test(digits)) ? `+${digits}` : digits
}
