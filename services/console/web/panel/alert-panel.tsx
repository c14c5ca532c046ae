import { type ReactNode, useEffect, useRef } from 'react'
import type { Explanation } from '../../views/explanation.ts'
import { RequestFailed } from '../api/fetch-json.ts'
import { type AlertAddress, useExplanation } from '../api/use-explanation.ts'
import { withNews } from '../list/visible-alerts.ts'
import { useLive } from '../live/use-live.ts'
import { SeverityMark } from '../severity-mark.tsx'
import { useWords } from '../text/use-words.ts'
import { Facts } from './facts.tsx'
import { FeatureList } from './feature-list.tsx'
import { Provenance } from './provenance.tsx'
import { SampleEvents } from './sample-events.tsx'
import { Timeline } from './timeline.tsx'
import { UsageDay } from './usage-day.tsx'

/** One alert, explained. */
export function AlertPanel(props: { readonly address: AlertAddress; onClose(): void }) {
  const { address, onClose } = props
  const { t } = useWords()
  const live = useLive()
  const revision = live.rows.get(address.alertId)?.row.revision ?? 0
  const { data, error } = useExplanation(address, revision)
  const panel = useRef<HTMLElement>(null)
  useEffect(() => panel.current?.focus({ preventScroll: true }), [])

  return (
    <aside className="panel" ref={panel} tabIndex={-1} aria-label={t('explanation.label')}>
      <button type="button" className="close" onClick={onClose} aria-label={t('close')}>
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M3 3l10 10M13 3L3 13" />
        </svg>
      </button>
      {data ? (
        <Explained explanation={{ ...data, alert: withNews(data.alert, live) }} address={address} />
      ) : (
        <p className="panel-note">{error ? troubleOf(error) : t('explanation.loading')}</p>
      )}
    </aside>
  )

  function troubleOf(failure: Error): string {
    const isMissing = failure instanceof RequestFailed && failure.status === 404
    return t(isMissing ? 'explanation.missing' : 'explanation.failed')
  }
}

function Explained(props: { readonly explanation: Explanation; readonly address: AlertAddress }) {
  const { explanation, address } = props
  const { alert } = explanation
  const { t, sentence, detector } = useWords()
  return (
    <>
      <header className="panel-head" data-severity={alert.severity}>
        <p className="panel-kind">
          <SeverityMark severity={alert.severity} />
          <span>{detector(alert.detector)}</span>
          {alert.mode === 'shadow' && <span className="chip chip-shadow">{t('modes.shadow')}</span>}
        </p>
        <h2>{sentence(alert.reason)}</h2>
        <Facts alert={alert} address={address} />
      </header>
      <Section title={t('explanation.why')}>
        <FeatureList features={explanation.features} />
      </Section>
      <Section title={t('explanation.done')}>
        <Timeline alert={alert} />
      </Section>
      <Section title={t('explanation.usage')}>
        <UsageDay address={address} revision={alert.revision} />
      </Section>
      <Section title={t('explanation.samples')}>
        <SampleEvents samples={explanation.samples} />
      </Section>
      <Section title={t('explanation.origin')}>
        <Provenance explanation={explanation} />
      </Section>
    </>
  )
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="panel-section">
      <h3>{title}</h3>
      {children}
    </section>
  )
}
