import { useRef } from 'react'
import { RequestFailed } from '../api/fetch-json.ts'
import type { useAlertPages } from '../api/use-alert-pages.ts'
import { useLive } from '../live/use-live.ts'
import { useWords } from '../text/use-words.ts'
import { AlertLine } from './alert-line.tsx'
import { useListKeys } from './use-list-keys.ts'
import { useShownTurn } from './use-shown-turn.ts'
import type { View } from './view.ts'
import { visibleAlerts } from './visible-alerts.ts'

export interface AlertListProps {
  readonly view: View
  readonly pages: ReturnType<typeof useAlertPages>
  readonly openId: string | undefined
}

/** Newest first. What comes live waits in "n new" while somebody reads. */
export function AlertList({ view, pages, openId }: AlertListProps) {
  const { t } = useWords()
  const live = useLive()
  const scroller = useRef<HTMLDivElement>(null)
  const [shownTurn, showNew] = useShownTurn(scroller)
  const stored = pages.data?.pages.flatMap(({ alerts }) => alerts) ?? []
  const { rows, waiting } = visibleAlerts(stored, { live, view, shownTurn })
  useListKeys({ scroller, showNew })

  return (
    <>
      <Trouble error={pages.error} />
      <Columns />
      {waiting > 0 && (
        <div className="waiting">
          <button type="button" onClick={showNew}>
            ↑ {t('list.waiting', { count: waiting })} <kbd>.</kbd>
          </button>
        </div>
      )}
      <div className="rows" ref={scroller}>
        <ol>
          {rows.map((row) => (
            <AlertLine key={row.alertId} row={row} isOpen={row.alertId === openId} />
          ))}
        </ol>
        <ListEnd pages={pages} isEmpty={rows.length === 0} />
      </div>
      <KeyHints />
    </>
  )
}

/** Says what stands where; only there when the rows are one line each, which say it themselves else. */
function Columns() {
  const { t } = useWords()
  return (
    <div className="columns" aria-hidden="true">
      <span>{t('filters.severity')}</span>
      <span className="line-time">{t('columns.time')}</span>
      <span className="line-reason">{t('columns.alert')}</span>
      <span className="line-facts">
        <span>{t('filters.detector')}</span>
        <span>{t('columns.card')}</span>
        <span>{t('columns.tenant')}</span>
        <span className="line-count">{t('columns.count')}</span>
        <span className="line-score">{t('columns.score')}</span>
      </span>
      <span>{t('columns.done')}</span>
    </div>
  )
}

function Trouble({ error }: { readonly error: Error | null }) {
  const { t } = useWords()
  if (!error) return null
  const isOffline = !(error instanceof RequestFailed) || error.status === 0
  return (
    <p className="trouble" role="alert">
      {t(isOffline ? 'list.offline' : 'list.historyAway')}
    </p>
  )
}

function ListEnd(props: { readonly pages: AlertListProps['pages']; readonly isEmpty: boolean }) {
  const { pages, isEmpty } = props
  const { t } = useWords()
  if (pages.isPending && !pages.error) return <p className="list-end">{t('list.loading')}</p>
  if (isEmpty) {
    return (
      <div className="list-end">
        <p className="list-empty">{t('list.empty')}</p>
        <p>{t('list.emptyHint')}</p>
      </div>
    )
  }
  if (!pages.hasNextPage) return <p className="list-end">{t('list.end')}</p>
  return (
    <div className="list-end">
      <button
        type="button"
        className="button"
        disabled={pages.isFetchingNextPage}
        onClick={() => void pages.fetchNextPage()}
      >
        {t('list.more')}
      </button>
    </div>
  )
}

function KeyHints() {
  const { t } = useWords()
  return (
    <p className="keys" aria-hidden="true">
      <kbd>↑</kbd>
      <kbd>↓</kbd> {t('list.keys')} <kbd>Enter</kbd> {t('list.keysOpen')} <kbd>Esc</kbd>{' '}
      {t('list.keysBack')} <kbd>.</kbd> {t('list.keysNew')}
    </p>
  )
}
