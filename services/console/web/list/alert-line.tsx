import { memo } from 'react'
import { Link } from 'wouter'
import { dispositions } from '../../domain/dispositions.ts'
import type { AlertRow } from '../../views/alert-row.ts'
import { SeverityMark } from '../severity-mark.tsx'
import { useWords } from '../text/use-words.ts'
import { ActionChip } from './action-chip.tsx'
import { subjectOf } from './subject.ts'

/** One alert in words. A link: it opens with a click, with Enter, in a new tab. */
export const AlertLine = memo(function AlertLine(props: {
  readonly row: AlertRow
  readonly isOpen: boolean
}) {
  const { row, isOpen } = props
  const words = useWords()
  const { t, sentence, detector, number, percent, time, day, full } = words
  const done = dispositions(row.steps)
  return (
    <li>
      <Link
        className="line"
        id={`alert-${row.alertId}`}
        href={`/alerts/${row.openedAt}/${row.alertId}${location.search}`}
        aria-current={isOpen}
        data-severity={row.severity}
      >
        <SeverityMark severity={row.severity} />
        <span className="line-reason">{sentence(row.reason)}</span>
        <span className="line-facts">
          <span className="line-detector">{detector(row.detector)}</span>
          <span className="line-card">{subjectOf(row, t)}</span>
          <span className="line-tenant">{row.tenant}</span>
          {row.count > 1 && (
            <span className="line-count">{t('times', { count: number(row.count) })}</span>
          )}
          <span className="line-score">
            <i>{t('facts.score')} </i>
            {percent(row.score)}
          </span>
        </span>
        <span className="line-done">
          {row.mode === 'shadow' && <span className="chip chip-shadow">{t('modes.shadow')}</span>}
          {done.slice(0, 2).map((one) => (
            <ActionChip key={one.proposalId} done={one} />
          ))}
          {done.length > 2 && <span className="chip">+{done.length - 2}</span>}
        </span>
        <time
          className="line-time"
          dateTime={new Date(row.openedAt).toISOString()}
          title={full(row.openedAt)}
        >
          <span>{time(row.openedAt)}</span>
          <small>{day(row.openedAt)}</small>
        </time>
      </Link>
    </li>
  )
})
