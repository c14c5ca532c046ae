import 'uplot/dist/uPlot.min.css'
import { useEffect, useRef } from 'react'
import UPlot from 'uplot'
import type { UsageHour } from '../../views/usage-day.ts'
import { useWords } from '../text/use-words.ts'
import { plotOptions } from './plot-options.ts'

type Measure = Exclude<keyof UsageHour, 'startAt'>

export interface UsagePlotProps {
  readonly title: string
  readonly hours: readonly UsageHour[]
  readonly names: readonly Measure[]
}

/** Bars for each hour, what is named first below. */
export function UsagePlot({ title, hours, names }: UsagePlotProps) {
  const words = useWords()
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const parent = box.current
    if (!parent) return
    const draw = () =>
      new UPlot(plotOptions({ names, words, box: parent }), stacked(hours, names), parent)
    let plot = draw()
    const redraw = () => {
      plot.destroy()
      plot = draw()
    }
    // Colours are read when it is drawn: a change of theme draws it again.
    const theme = new MutationObserver(redraw)
    theme.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    const size = new ResizeObserver(() => {
      if (parent.clientWidth !== plot.width) redraw()
    })
    size.observe(parent)
    const system = matchMedia('(prefers-color-scheme: dark)')
    system.addEventListener('change', redraw)
    return () => {
      theme.disconnect()
      size.disconnect()
      system.removeEventListener('change', redraw)
      plot.destroy()
    }
  }, [hours, names, words])

  return (
    <figure className="plot">
      <figcaption>
        {title}
        {names.length > 1 &&
          names.map((name) => (
            <span key={name} className="plot-key" data-measure={name}>
              {words.t(`usage.${name}`)}
            </span>
          ))}
      </figcaption>
      <div ref={box} aria-hidden="true" />
    </figure>
  )
}

/** Each series stands on those before it; the tallest is drawn first. */
function stacked(hours: readonly UsageHour[], names: readonly Measure[]): UPlot.AlignedData {
  const sums = names.map((_, index) =>
    hours.map((hour) => names.slice(0, index + 1).reduce((sum, name) => sum + hour[name], 0)),
  )
  return [hours.map(({ startAt }) => startAt / 1_000), ...sums.reverse()]
}
