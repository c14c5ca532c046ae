import { measuresIn } from '../card/row-block.ts'
import { isSliding, SLIDING, type SlidingName, type WindowName } from '../domain/window.ts'
import { type FeaturePlace, placeOf } from './feature-place.ts'
import { IN_CALLS, IN_DATA, type KeptPlan, PLAN } from './plan.ts'
import { CALLS, DATA } from './recent-totals.ts'
import { SHORT_WINDOWS } from './totals-layout.ts'

const ROW_SLIDES = ['1h', '1d', '2d', '7d', '30d', '240d'] as const satisfies readonly SlidingName[]

export const ROW_WINDOWS = [
  ...ROW_SLIDES,
  'day',
  'month',
  'cycle',
  'lifetime',
] as const satisfies readonly WindowName[]

/** A count of what a test says ends with the test: worked out by itself. */
const ALONE: ReadonlySet<string> = new Set(['bytesTest'])

/** How a measure of a row comes by its value. */
interface Step {
  /** Its place in the row. */
  readonly at: number
  readonly place: FeaturePlace
  /** `total`: it is gathered with the others; `members`: told apart unless nobody was counted. */
  readonly by: 'total' | 'members' | 'ratio' | 'itself'
  /** Index of a kept measure. */
  readonly index: number
  readonly plan: KeptPlan | undefined
  /** Of a ratio: indexes above and below. */
  readonly of: readonly number[]
  readonly over: readonly number[]
}

/** The steps that a window's records say something of, and the places of those that then have no value. */
interface HeldSteps {
  readonly steps: readonly Step[]
  readonly none: readonly number[]
}

/** How the rows of a window are made: one gathering for all its measures, then a value for each. */
export interface RowRecipe {
  readonly window: WindowName
  /** Place in the rows' windows. */
  readonly number: number
  readonly slideMs: number
  readonly sizeMs: number
  /** Place among the windows that are read from records; -1: it is a long one. */
  readonly short: number
  readonly steps: readonly Step[]
  /** Of a short window, by what it holds records of: see `CALLS` and `DATA`. */
  readonly held: readonly HeldSteps[]
  /** By column of sums: the index of the measure in this window, or -1. */
  readonly sums: Int16Array
  /** The same by kind of members. */
  readonly kinds: Int16Array
  readonly hasSums: boolean
  readonly hasKinds: boolean
}

export const RECIPES: readonly RowRecipe[] = ROW_WINDOWS.map(recipeFor)

function recipeFor(window: WindowName, number: number): RowRecipe {
  const plans = [...PLAN.byName.values()]
  const short = SHORT_WINDOWS.indexOf(window as (typeof SHORT_WINDOWS)[number])
  const sums = new Int16Array(PLAN.columns.length).fill(-1)
  const kinds = new Int16Array(PLAN.kinds.length).fill(-1)
  // Days are kept for the card's own normal; a row's are read from the newest records.
  for (const { index, sums: columns, members } of short < 0 ? plans : []) {
    for (const one of columns) if (one.window === window) sums[one.column] = index
    for (const one of members) if (one.window === window) kinds[one.kind] = index
  }
  const steps = measuresIn(window).map((name, at) => stepOf(at, placeOf(name, window), short >= 0))
  return {
    window,
    number,
    slideMs: isSliding(window) ? SLIDING[window].slideMs : 0,
    sizeMs: isSliding(window) ? SLIDING[window].sizeMs : 0,
    short,
    steps,
    held: [0, CALLS, DATA, CALLS | DATA].map((held) => heldSteps(steps, held)),
    sums,
    kinds,
    hasSums: sums.some((index) => index >= 0),
    hasKinds: kinds.some((index) => index >= 0),
  }
}

/**
 * Of nothing there is no ratio, and no value worked out of what a window counts; counts and sums of it
 * are 0. A derived measure of a short window names what it counts in `of`.
 */
function heldSteps(all: readonly Step[], held: number): HeldSteps {
  const isHeld = ({ place: { behind } }: Step) =>
    behind.some(
      (index) => ((IN_CALLS[index] ? CALLS : 0) & held) | ((IN_DATA[index] ? DATA : 0) & held),
    )
  const others = all.filter((step) => !isHeld(step))
  return {
    steps: all.filter(isHeld),
    none: others.flatMap(({ at, by }) => (by === 'ratio' || by === 'itself' ? at : [])),
  }
}

function stepOf(at: number, place: FeaturePlace, isShort: boolean): Step {
  const { plan, of, over } = place
  return {
    at,
    place,
    by: wayOf(place, isShort),
    index: plan?.index ?? -1,
    plan,
    of: of.map((one) => one.plan?.index ?? -1),
    over: over.map((one) => one.plan?.index ?? -1),
  }
}

function wayOf({ measure, plan, name }: FeaturePlace, isShort: boolean): Step['by'] {
  if (measure.kind === 'ratio') return 'ratio'
  if (!plan || ALONE.has(name)) return 'itself'
  const isTotal = measure.kind === 'count' || measure.kind === 'sum'
  if (isTotal) return 'total'
  if (isShort) return 'members'
  return measure.kind === 'distinct' ? 'total' : 'itself'
}
