import type { SampleEvent } from '../../views/explanation.ts'
import { useWords } from '../text/use-words.ts'

/** Usage records that show the misuse, the other party as a token. */
export function SampleEvents({ samples }: { readonly samples: readonly SampleEvent[] | null }) {
  const { t } = useWords()
  if (!samples || samples.length === 0) {
    const note = samples ? 'samplesNone' : 'samplesAway'
    return <p className="panel-note">{t(`explanation.${note}`)}</p>
  }
  return (
    <div className="table-box">
      <table className="table">
        <thead>
          <tr>
            {['time', 'what', 'detail', 'peer', 'place', 'device'].map((name) => (
              <th key={name} scope="col">
                {t(`samples.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {samples.map((sample, index) => (
            <Sample key={index} sample={sample} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Sample({ sample }: { readonly sample: SampleEvent }) {
  const { t, day, time } = useWords()
  const { eventTime, service, direction, peer, region, visitedPlmn, imei } = sample
  const way =
    direction === '' || service === 'data' ? '' : ` ${t(`directions.${direction}`, direction)}`
  return (
    <tr>
      <td>
        {day(eventTime)} {time(eventTime)}
      </td>
      <td>
        {t(`services.${service}`, service)}
        {way}
      </td>
      <td>
        <Detail sample={sample} />
      </td>
      <td>{peer === '' ? '' : <code>{peer}</code>}</td>
      <td>{region || visitedPlmn}</td>
      <td>{imei === '' ? '' : <code>{imei}</code>}</td>
    </tr>
  )
}

function Detail({ sample }: { readonly sample: SampleEvent }) {
  const { t, bytes, delay } = useWords()
  const { service, durationSeconds, answered, appCategory } = sample
  if (service === 'data')
    return <>{[bytes(sample.bytes), appCategory].filter(Boolean).join(' · ')}</>
  if (answered === false) return <>{t('unanswered')}</>
  return <>{durationSeconds === null ? '' : delay(durationSeconds * 1_000)}</>
}
