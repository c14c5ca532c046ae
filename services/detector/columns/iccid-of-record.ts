import { Iccid } from '#schemas/identifiers.ts'
import { QUOTE } from './ascii.ts'
import { fillIccid, type IccidWords, takeIccid } from './iccid-words.ts'

const NAME = '"iccid":"'
/** As the records are read that are judged. */
const utf8 = new TextDecoder()

/**
 * Which card a record is of, without judging it. False, and nothing set: of none. A record that says
 * one thing in two places, which none of ours does, may be taken for another's.
 */
export function takeIccidOf(record: Buffer, into: IccidWords): boolean {
  const at = record.indexOf(NAME)
  const from = at + NAME.length
  const isOnce = at !== -1 && record.indexOf(NAME, from) === -1
  if (isOnce && takeIccid(record, from, record.indexOf(QUOTE, from), into)) return true
  return parseIccidOf(record, into)
}

/** The same as the schema reads it, ten times slower. */
export function parseIccidOf(record: Buffer, into: IccidWords): boolean {
  const iccid = Iccid.safeParse(iccidIn(record))
  if (!iccid.success) return false
  fillIccid(iccid.data, into)
  return true
}

function iccidIn(record: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(record))?.iccid
  } catch {
    return undefined
  }
}
