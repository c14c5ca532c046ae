import { EARLIEST_MS, LATEST_MS } from '#schemas/identifiers.ts'
import { decimal } from './byte-checks.ts'
import type { DecodeTools } from './decode-tools.ts'
import { takeIccid } from './iccid-words.ts'
import { takeContact, takeData, takeVoice } from './take-service.ts'
import type { UsageFields } from './usage-fields.ts'
import { Field } from './usage-keys.ts'
import { DEVICE_KINDS, KINDS, SERVICES } from './usage-words.ts'

/**
 * The fields of one usage record, straight from its bytes. This saves the text, the objects and the
 * schema, which took four fifths of the time of a record. True is certain: the record is of the
 * contract, and `fillFields` gives the same of it. False says nothing but that the long way must be
 * gone, which gives the verdict; what `into` then holds is of no use.
 */
export function decodeUsage(bytes: Uint8Array, into: UsageFields, tools: DecodeTools): boolean {
  if (!tools.scan.read(bytes)) return false
  if (tools.word(Field.kind, KINDS) === undefined) return false
  into.clear()
  return (
    takeId(into, tools) &&
    takeCard(into, tools) &&
    takePlace(into, tools) &&
    takeService(into, tools)
  )
}

function takeId(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  const source = tools.label(Field.source)
  if (source === undefined || !tools.isLabel(Field.eventId)) return false
  if (!tools.mayBeLabel(Field.tenant)) return false
  if (!scan.isInteger(Field.eventTime, EARLIEST_MS, LATEST_MS)) return false
  tools.hashSource(source)
  const id = tools.hashInSource(Field.eventId)
  into.source = source
  into.idLow = id.low
  into.idHigh = id.high
  into.eventTime = scan.numbers[Field.eventTime] ?? 0
  return true
}

function takeCard(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  if (!scan.isText(Field.iccid, 18, 32)) return false
  const iccidFrom = scan.from[Field.iccid] ?? 0
  if (!takeIccid(scan.bytes, iccidFrom, scan.to[Field.iccid] ?? 0, into)) return false
  if (!tools.mayBeDigits(Field.imsi, 6, 15) || !tools.mayBeDigits(Field.msisdn, 5, 15)) return false
  if (scan.has(Field.imei)) {
    if (!tools.isDigits(Field.imei, 14, 16)) return false
    const from = scan.from[Field.imei] ?? 0
    into.device = decimal(scan.bytes, from, from + 14)
  }
  if (scan.has(Field.deviceKind)) {
    into.deviceKind = tools.word(Field.deviceKind, DEVICE_KINDS)
    if (into.deviceKind === undefined) return false
  }
  return true
}

function takePlace(into: UsageFields, tools: DecodeTools): boolean {
  const { scan } = tools
  if (!tools.mayBeLabel(Field.ratType)) return false
  if (scan.has(Field.visitedPlmn)) {
    if (!tools.isDigits(Field.visitedPlmn, 5, 6)) return false
    into.visitedPlmn = tools.label(Field.visitedPlmn)
  }
  if (scan.has(Field.region)) {
    into.region = tools.label(Field.region)
    if (into.region === undefined) return false
  }
  if (scan.has(Field.cell)) {
    if (!tools.isLabel(Field.cell)) return false
    const cell = tools.hashOf(Field.cell)
    into.hasCell = true
    into.cellLow = cell.low
    into.cellHigh = cell.high
  }
  if (scan.has(Field.latitude)) {
    if (!scan.isNumber(Field.latitude, -90, 90)) return false
    into.latitude = scan.numbers[Field.latitude] ?? 0
  }
  if (scan.has(Field.longitude)) {
    if (!scan.isNumber(Field.longitude, -180, 180)) return false
    into.longitude = scan.numbers[Field.longitude] ?? 0
  }
  return true
}

function takeService(into: UsageFields, tools: DecodeTools): boolean {
  const service = tools.word(Field.service, SERVICES)
  if (service === undefined) return false
  into.service = service
  if (service === 'data') return takeData(into, tools)
  return takeContact(into, tools) && (service === 'sms' || takeVoice(into, tools))
}
