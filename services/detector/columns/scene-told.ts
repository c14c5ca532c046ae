import type { FactCard } from '#schemas/group-fact.ts'
import type { CardClass } from '#schemas/policy.ts'
import type { Profile } from '#schemas/profile.ts'
import { isAnswered } from '../domain/answered.ts'
import type { Span } from '../domain/window.ts'
import { factCard } from '../facts/fact-card.ts'
import { nothingTold, type Told } from '../facts/told.ts'
import type { ToldUsage } from '../facts/told-usage.ts'
import type { DecodeTools } from './decode-tools.ts'
import type { Scene } from './scene.ts'
import { sessionBytesOf } from './session-totals.ts'
import { CALLEE, USE } from './to-tell.ts'
import { Field } from './usage-keys.ts'

const DEVICE_DIGITS = 14

/**
 * The scene's record as groups see it, before it is folded in. One object for all records: texts are
 * made of the bytes that were decoded last, and only where something is told.
 */
export class SceneTold implements ToldUsage {
  readonly partition: number
  /** What there may be to tell: see to-tell.ts. */
  what = 0
  readonly #scene: Scene
  readonly #tools: DecodeTools

  constructor(scene: Scene, tools: DecodeTools, partition: number) {
    this.#scene = scene
    this.#tools = tools
    this.partition = partition
  }

  get eventTime(): number {
    return this.#scene.eventTime
  }

  get isCall(): boolean {
    const { service, direction } = this.#scene.fields
    return service === 'voice' && direction === 'outgoing'
  }

  get device(): string | undefined {
    if ((this.what & USE) === 0) return undefined
    const { fields, policy } = this.#scene
    if (fields.device < 0 || policy.placeholders.has(fields.device)) return undefined
    return String(fields.device).padStart(DEVICE_DIGITS, '0')
  }

  get region(): string | null {
    return this.#scene.fields.region ?? null
  }

  get peer(): string | undefined {
    if ((this.what & CALLEE) === 0 || !this.#scene.fields.hasPeer) return undefined
    return this.#tools.text(Field.peer)
  }

  get isUnanswered(): boolean {
    const { fields } = this.#scene
    return this.isCall && fields.peerKind === 'person' && !isAnswered(fields)
  }

  get event(): string {
    return `${this.#scene.fields.source}/${this.#tools.text(Field.eventId)}`
  }

  get profile(): Profile | undefined {
    return this.#scene.contract?.profile
  }

  get cardClass(): CardClass {
    return this.#scene.terms.cardClass
  }

  get card(): FactCard {
    const { store, card, contract } = this.#scene
    return contract?.factCard ?? factCard(store.iccidOf(card), undefined)
  }

  get told(): Told {
    const { store, card } = this.#scene
    const memory = store.ownMemoryOf(card)
    this.#scene.memory = memory
    memory.told ??= nothingTold()
    return memory.told
  }

  get latenessMs(): number {
    return this.#scene.policy.policy.allowedLatenessMs
  }

  get cycle(): Span {
    return this.#scene.cycle
  }

  get bytes(): number {
    const { fields, policy } = this.#scene
    if (fields.service !== 'data' || policy.policy.signallingApns.has(fields.apn ?? '')) return 0
    return sessionBytesOf(this.#scene)
  }
}
