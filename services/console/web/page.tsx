import { useCallback, useEffect } from 'react'
import { useLocation, useRoute } from 'wouter'
import { useAlertPages } from './api/use-alert-pages.ts'
import { AlertList } from './list/alert-list.tsx'
import { FilterBar } from './list/filter-bar.tsx'
import { useView } from './list/view.ts'
import { useStream } from './live/use-stream.ts'
import { AlertPanel } from './panel/alert-panel.tsx'
import { useWords } from './text/use-words.ts'
import { TopBar } from './top-bar.tsx'

/** The list, and beside it the alert that was opened. */
export function Page() {
  const { t } = useWords()
  const [view, setView] = useView()
  const pages = useAlertPages(view)
  const [isOpen, address] = useRoute('/alerts/:openedAt/:alertId')
  const [, navigate] = useLocation()
  useStream(pages)

  const { alertId } = address ?? {}
  const close = useCallback(() => {
    navigate(`/${location.search}`)
    document.getElementById(`alert-${alertId}`)?.focus()
  }, [alertId, navigate])
  useEscape(close)

  return (
    <div className="page" data-open={isOpen}>
      <a className="skip" href="#alerts">
        {t('skip')}
      </a>
      <TopBar days={view.days} />
      <main className="panes">
        <section className="pane-list" id="alerts" aria-label={t('list.label')}>
          <FilterBar view={view} onChange={setView} />
          <AlertList view={view} pages={pages} openId={alertId} key={JSON.stringify(view)} />
        </section>
        {address && <AlertPanel address={address} key={alertId} onClose={close} />}
      </main>
    </div>
  )
}

function useEscape(action: () => void): void {
  useEffect(() => {
    function onKey({ key, defaultPrevented }: KeyboardEvent): void {
      if (key === 'Escape' && !defaultPrevented) action()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [action])
}
