import { useSummary } from '../api/use-summary.ts'
import { DETECTOR_NAMES } from '../text/detector-names.ts'
import { useWords } from '../text/use-words.ts'
import { VIEW_CHOICES, type View } from './view.ts'

/** Which alerts the list shows. */
export function FilterBar(props: { readonly view: View; onChange(change: Partial<View>): void }) {
  const { view, onChange } = props
  const { t } = useWords()
  const severities = [
    { value: '', name: t('filters.everySeverity') },
    ...VIEW_CHOICES.severities.map((value) => ({ value, name: t(`severity.${value}`) })),
  ]
  const ranges = VIEW_CHOICES.days.map((days) => ({
    value: String(days),
    name: t(`filters.days.${days}`),
  }))
  return (
    <search className="filters" aria-label={t('filters.label')}>
      <fieldset className="switch">
        <legend className="unseen">{t('modes.label')}</legend>
        {VIEW_CHOICES.modes.map((mode) => (
          <button
            key={mode}
            type="button"
            aria-pressed={mode === view.mode}
            onClick={() => onChange({ mode })}
          >
            {t(`modes.${mode}`)}
          </button>
        ))}
      </fieldset>
      <Choice
        label={t('filters.severity')}
        value={view.severity}
        choices={severities}
        onChange={(severity) => onChange({ severity })}
      />
      <DetectorChoice {...props} />
      <Choice
        label={t('filters.range')}
        value={String(view.days)}
        choices={ranges}
        onChange={(days) => onChange({ days: Number(days) })}
      />
    </search>
  )
}

/** Those that raised alerts in the range come first, with how many. */
function DetectorChoice({
  view,
  onChange,
}: {
  readonly view: View
  onChange(change: Partial<View>): void
}) {
  const { t, detector: nameOf, number } = useWords()
  const { data } = useSummary(view.days)
  const counted = data?.detectors ?? []
  const ids = new Set([...counted.map(({ detector }) => detector), ...Object.keys(DETECTOR_NAMES)])
  const counts = new Map(counted.map(({ detector, alerts }) => [detector, alerts]))
  const choices = [...ids].map((value) => {
    const count = counts.get(value)
    return { value, name: count ? `${nameOf(value)} · ${number(count)}` : nameOf(value) }
  })
  return (
    <Choice
      label={t('filters.detector')}
      value={view.detector}
      choices={[{ value: '', name: t('filters.everyDetector') }, ...choices]}
      onChange={(detector) => onChange({ detector })}
    />
  )
}

function Choice(props: {
  readonly label: string
  readonly value: string
  readonly choices: readonly { readonly value: string; readonly name: string }[]
  onChange(value: string): void
}) {
  const { label, value, choices, onChange } = props
  return (
    <select
      className="select"
      aria-label={label}
      value={value}
      data-chosen={value !== ''}
      onChange={({ target }) => onChange(target.value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.name}
        </option>
      ))}
    </select>
  )
}
