import { Iccid } from '#schemas/identifiers.ts'
import { QUOTE } from './ascii.ts'
import { fillIccid, type IccidWords, takeIccid } from './iccid-words.ts'

const NAME = '"iccid":"'

/** Which card a record is of, without judging it. False, and nothing set: of none. */
export function takeIccidOf(record: Buffer, into: IccidWords): boolean {
  const at = record.indexOf(NAME)
  if (at !== -1) {
    const from = at + NAME.length
    if (takeIccid(record, from, record.indexOf(QUOTE, from), into)) return true
  }
  const iccid = Iccid.safeParse(iccidIn(record))
  if (!iccid.success) return false
  fillIccid(iccid.data, into)
  return true
}

/** As the schema would read it: with white space, with escapes. */
function iccidIn(record: Buffer): unknown {
  try {
    return JSON.parse(record.toString())?.iccid
  } catch {
    return undefined
  }
}
