import { lazy, Suspense } from 'react'
import type { UsageHour } from '../../views/usage-day.ts'
import { type AlertAddress, isIdle, useUsageDay } from '../api/use-explanation.ts'
import { useWords } from '../text/use-words.ts'

/** The chart comes on demand; when the server is away just then, the table stands alone. */
const UsagePlot = lazy(() =>
  import('./usage-plot.tsx').then(
    (module) => ({ default: module.UsagePlot }),
    () => ({ default: NoPlot }),
  ),
)

const CONTACTS = ['callsOutgoing', 'callsIncoming', 'sms'] as const
const DATA = ['bytes'] as const

/** The card's hours up to the alert, as a picture and as a table. */
export function UsageDay(props: { readonly address: AlertAddress; readonly revision: number }) {
  const { t } = useWords()
  const { data } = useUsageDay(props.address, props.revision)
  if (!data) return <p className="panel-note">…</p>
  const { hours } = data
  if (hours.every(isIdle)) return <p className="panel-note">{t('explanation.usageNone')}</p>
  const contacts = CONTACTS.filter((name) => hours.some((hour) => hour[name] > 0))
  return (
    <>
      <Suspense fallback={<div className="plot" />}>
        {contacts.length > 0 && (
          <UsagePlot title={t('usage.calls')} hours={hours} names={contacts} />
        )}
        {hours.some(({ bytes }) => bytes > 0) && (
          <UsagePlot title={t('usage.data')} hours={hours} names={DATA} />
        )}
      </Suspense>
      <UsageTable hours={hours.filter((hour) => !isIdle(hour))} />
    </>
  )
}

function NoPlot() {
  const { t } = useWords()
  return <p className="panel-note">{t('usage.noChart')}</p>
}

function UsageTable({ hours }: { readonly hours: readonly UsageHour[] }) {
  const { t, day, hour: clock, number, bytes } = useWords()
  return (
    <details className="as-table">
      <summary>{t('explanation.usageTable')}</summary>
      <div className="table-box">
        <table className="table table-figures">
          <thead>
            <tr>
              {['hour', 'callsOutgoing', 'callsIncoming', 'sms', 'bytes'].map((name) => (
                <th key={name} scope="col">
                  {t(`usage.${name}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {hours.map((hour) => (
              <tr key={hour.startAt}>
                <td>
                  {day(hour.startAt)} {clock(hour.startAt)}
                </td>
                <td>{number(hour.callsOutgoing)}</td>
                <td>{number(hour.callsIncoming)}</td>
                <td>{number(hour.sms)}</td>
                <td>{bytes(hour.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
