import type { CardRequest } from './cards/card-request.ts'
import { makeIotCard } from './cards/iot-card.ts'
import { makeOrdinaryCard } from './cards/ordinary-card.ts'
import { makeTelesalesCard } from './cards/telesales-card.ts'
import { tokenOf } from './domain/card-event-form.ts'
import type { ProfileRecord, SimulatedCard, UsageRecord } from './domain/simulated-card.ts'
import { usageRecord } from './domain/usage-record.ts'
import type { ActScene, Group, Scene, Span, Stage, Story } from './stories/story.ts'
import type { Strength } from './stories/strength.ts'

/** A story on its cards: everything they do in it. */
export interface Plant {
  readonly story: Story
  readonly strength: Strength
  /** At least one; the first gives the plant its name. */
  readonly cards: readonly [SimulatedCard, ...SimulatedCard[]]
  readonly group: Group | null
  readonly span: Span
  readonly events: readonly PlantedEvent[]
  /** Contracts that replace the first ones in the course of the story. */
  readonly contracts: readonly ProfileRecord[]
  readonly refusals: readonly RefusalRecord[]
}

interface PlantedEvent {
  readonly usage: UsageRecord
  readonly card: SimulatedCard
  readonly tips: boolean
}

/** A `report` of `card.events`: a person wants no more calls from the card's tenant. */
export interface RefusalRecord {
  readonly kind: 'report'
  readonly iccid: string
  readonly eventTime: number
  readonly source: string
  readonly eventId: string
  readonly report: 'refusal'
  readonly peer: string
}

export interface PlantRequest extends Omit<CardRequest, 'terms'> {
  readonly story: Story
  readonly strength: Strength
  readonly span: Span
}

/** Makes the cards, from number `index` on, and plays the story on them. */
export function makePlant(request: PlantRequest): Plant {
  const { story, strength, span, index } = request
  const count = story.members?.(strength) ?? 1
  const cards = Array.from({ length: count }, (_, member) => makePlantCard(request, member))
  const [first = makePlantCard(request, 0), ...others] = cards
  const stage = { ...span, strength, plant: String(index), card: first, cards: [first, ...others] }
  const scenes = story.play(stage)
  return {
    story,
    strength,
    span,
    cards: [first, ...others],
    group: story.group?.(stage) ?? null,
    ...recordsOf(scenes, stage),
  }
}

function recordsOf(scenes: readonly Scene[], { card: first, cards }: Stage) {
  const cardOf = ({ member = 0 }: { readonly member?: number }) => cards[member] ?? first
  const acts = scenes.filter((scene): scene is ActScene => 'act' in scene)
  return {
    events: acts.map((scene, number) => {
      const card = cardOf(scene)
      const usage = usageRecord(card, scene.act, `${card.number}-s${number}`)
      return { usage, card, tips: scene.tips ?? false }
    }),
    contracts: scenes.flatMap((scene) =>
      'changes' in scene
        ? [{ ...cardOf(scene).profile, ...scene.changes, eventTime: scene.at }]
        : [],
    ),
    refusals: scenes.flatMap((scene, number) =>
      'refusedBy' in scene ? [refusal(first, scene, `${first.number}-r${number}`)] : [],
    ),
  }
}

function refusal(
  { profile }: SimulatedCard,
  { at, refusedBy }: { readonly at: number; readonly refusedBy: string },
  eventId: string,
): RefusalRecord {
  const record = { kind: 'report', report: 'refusal', source: 'sim-refusals' } as const
  return { ...record, iccid: profile.iccid, eventTime: at, eventId, peer: tokenOf(refusedBy) }
}

function makePlantCard(
  { story, strength, span, seed, index, startAt }: PlantRequest,
  member: number,
): SimulatedCard {
  const { cardClass, terms, hasProfile = true } = story.card
  const casting = { ...span, strength, member, plant: String(index) }
  const card = makeCard(cardClass, {
    seed,
    index: index + member,
    startAt,
    terms: terms?.(casting) ?? {},
  })
  return { ...card, hasProfile }
}

function makeCard(cardClass: Story['card']['cardClass'], request: CardRequest): SimulatedCard {
  switch (cardClass) {
    case 'ordinary':
      return makeOrdinaryCard(request)
    case 'telesales':
      return makeTelesalesCard(request)
    case 'iot':
      return makeIotCard(request)
  }
}
