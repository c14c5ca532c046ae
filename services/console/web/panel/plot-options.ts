import UPlot from 'uplot'
import type { Words } from '../text/use-words.ts'

const HEIGHT_PX = 112
/** Room for 24 bars with some air between them. */
const BAR_SHARE = 0.72

/** How a plot of an hour's bars looks; colours come from the page's styles. */
export function plotOptions(options: {
  readonly names: readonly string[]
  readonly words: Words
  readonly box: HTMLElement
}): UPlot.Options {
  const { names, words, box } = options
  const styles = getComputedStyle(box)
  const ink = styles.getPropertyValue('--plot-ink')
  const grid = { stroke: styles.getPropertyValue('--plot-grid'), width: 1 }
  const font = `11px ${styles.fontFamily}`
  const axis = { stroke: ink, font, grid, ticks: { show: false } }
  const bars = UPlot.paths.bars?.({ size: [BAR_SHARE, 28], align: 1 })
  const say = names.includes('bytes') ? words.bytes : words.shortNumber
  return {
    width: box.clientWidth,
    height: HEIGHT_PX,
    cursor: { show: false },
    legend: { show: false },
    padding: [8, 20, 0, 0],
    scales: { y: { range: (_, __, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      {
        ...axis,
        size: 26,
        grid: { show: false },
        values: (_, at) => at.map((s) => words.hour(s * 1_000)),
      },
      {
        ...axis,
        size: 58,
        space: 24,
        incrs: names.includes('bytes') ? BYTE_STEPS : COUNT_STEPS,
        values: (_, values) => values.map(say),
      },
    ],
    series: [
      {},
      ...names.toReversed().map((name) => ({
        fill: styles.getPropertyValue(`--plot-${name}`),
        width: 0,
        points: { show: false },
        ...(bars && { paths: bars }),
      })),
    ],
  }
}

const COUNT_STEPS = Array.from({ length: 7 }, (_, power) =>
  [1, 2, 5].map((n) => n * 10 ** power),
).flat()
const BYTE_STEPS = Array.from({ length: 44 }, (_, power) => 2 ** power)
