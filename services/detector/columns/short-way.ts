import { isDayTold } from '../facts/device-facts.ts'
import { tellUsage } from '../facts/tell-usage.ts'
import { judge } from '../judging/judge.ts'
import { FUTURE_MS } from '../judging/judge-usage.ts'
import type { Partition } from '../partition.ts'
import type { ArmedRule } from '../policy/rule.ts'
import type { Output, RawRecord } from '../ports.ts'
import { TOLD_DAY } from './card-head.ts'
import type { ColumnBook } from './column-book.ts'
import { DecodeTools } from './decode-tools.ts'
import { decodeUsage } from './decode-usage.ts'
import { SceneTold } from './scene-told.ts'
import { NOTHING_TO_TELL, toTell, USE } from './to-tell.ts'
import { Field } from './usage-keys.ts'

const NOTHING: Output[] = []

/**
 * The short way for the record that most are: usage that is well formed, new to its card, and moves
 * no detector. It saves the text, the objects and the schema, and asks the detectors only where the
 * numbers say that one could trip.
 */
export class ShortWay {
  readonly #book: ColumnBook
  readonly #tools = new DecodeTools()
  #told: SceneTold | undefined

  constructor(book: ColumnBook) {
    this.#book = book
  }

  /** What a record leads to. Undefined: nothing was changed, and the long way must be gone. */
  judge(raw: RawRecord, partition: Partition): Output[] | undefined {
    const { value, offset } = raw
    const book = this.#book
    const { fields } = book.scene
    if (!(value instanceof Uint8Array) || !decodeUsage(value, fields, this.#tools)) return undefined
    const { eventTime } = fields
    const logTime = partition.timeOf(eventTime)
    if (eventTime > logTime + FUTURE_MS) return undefined
    book.enter(book.numberOf(fields))
    const reception = book.receive()
    if (reception === 'late') return undefined
    if (reception === 'duplicate') {
      partition.count('duplicate')
      return NOTHING
    }
    partition.count('folded')
    book.changedCard()
    const incoming = fields.service === 'voice' && fields.direction === 'incoming'
    partition.sources.note(fields.source, eventTime, { incoming })
    book.place()
    const facts = this.#tell(offset, partition)
    book.fold({ offset, asOf: logTime })
    const rules = book.candidates()
    if (rules === undefined) return facts
    return [...this.#judgeAtLength(rules, offset, partition), ...facts]
  }

  /** By the detectors themselves. The bytes are those that were decoded last. */
  #judgeAtLength(rules: readonly ArmedRule[], offset: bigint, partition: Partition): Output[] {
    const { scene, store, view: card, shape } = this.#book
    const { source, eventTime } = scene.fields
    const iccid = store.iccidOf(scene.card)
    const moment = partition.momentOf(eventTime, scene.contract?.profile)
    const touched = shape.names
    const event = `${source}/${this.#tools.text(Field.eventId)}`
    return judge({ iccid, card, moment, touched, rules, source, event, offset }, partition)
  }

  #tell(offset: bigint, partition: Partition): Output[] {
    const { scene } = this.#book
    const { ledger } = partition
    const logTime = partition.timeOf(scene.eventTime)
    const what = toTell(scene, ledger.isDue(logTime))
    if (what === NOTHING_TO_TELL) return NOTHING
    this.#told ??= new SceneTold(scene, this.#tools, partition.number)
    this.#told.what = what
    const facts = tellUsage(this.#told, { ledger, logTime, offset })
    if ((what & USE) !== 0 && isDayTold(this.#told)) scene.setWord(TOLD_DAY, 1)
    return facts
  }
}
