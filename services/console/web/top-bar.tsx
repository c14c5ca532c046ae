import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSummary } from './api/use-summary.ts'
import { useLive } from './live/use-live.ts'
import { type Language, rememberLanguage } from './text/i18n.ts'
import { useWords } from './text/use-words.ts'
import { chosenTheme, rememberTheme, THEMES, type Theme } from './theme.ts'

/** The name, whether the stream lives, the counts of the range, language and theme. */
export function TopBar({ days }: { readonly days: number }) {
  return (
    <header className="top">
      <div className="brand">
        <svg viewBox="0 0 32 32" aria-hidden="true">
          <path
            className="brand-card"
            d="M8 3h11l7 7v16a3 3 0 0 1-3 3H8a3 3 0 0 1-3-3V6a3 3 0 0 1 3-3z"
          />
          <path
            className="brand-shield"
            d="M16 11l6 2.2v4.3c0 3.6-2.5 6.2-6 7.5-3.5-1.3-6-3.9-6-7.5v-4.3z"
          />
        </svg>
        <h1>SIMwarden</h1>
        <StreamState />
      </div>
      <Counts days={days} />
      <div className="switches">
        <LanguageSwitch />
        <ThemeSwitch />
      </div>
    </header>
  )
}

function StreamState() {
  const { t } = useWords()
  const { stream } = useLive()
  return (
    <span className="stream" data-stream={stream} role="status">
      {t(`stream.${stream}`)}
    </span>
  )
}

function Counts({ days }: { readonly days: number }) {
  const { t, shortNumber } = useWords()
  const { data } = useSummary(days)
  if (!data) return <div className="counts" />
  const { alerts, actions } = data
  const counts = {
    alerts: alerts.live,
    cards: alerts.cards,
    critical: alerts.critical,
    suspended: actions.suspended,
    barred: actions.barred,
    flagged: actions.flagged,
    held: actions.held,
    failed: actions.failed,
  }
  return (
    <dl className="counts">
      {Object.entries(counts).map(([name, count]) => (
        <div key={name} className="count" data-count={name} data-none={count === 0}>
          <dt>{t(`counts.${name}`)}</dt>
          <dd>{shortNumber(count)}</dd>
        </div>
      ))}
    </dl>
  )
}

const LANGUAGES: readonly (readonly [Language, string])[] = [
  ['zh', '中文'],
  ['en', 'EN'],
]

function LanguageSwitch() {
  const { t, language } = useWords()
  const { i18n } = useTranslation()
  return (
    <fieldset className="switch">
      <legend className="unseen">{t('language')}</legend>
      {LANGUAGES.map(([code, name]) => (
        <button
          key={code}
          type="button"
          lang={code}
          aria-pressed={code === language}
          onClick={() => {
            rememberLanguage(code)
            void i18n.changeLanguage(code)
          }}
        >
          {name}
        </button>
      ))}
    </fieldset>
  )
}

function ThemeSwitch() {
  const { t } = useWords()
  const [theme, setTheme] = useState<Theme>(chosenTheme)
  return (
    <select
      className="select"
      aria-label={t('theme')}
      value={theme}
      onChange={({ target }) => {
        const next = THEMES.find((name) => name === target.value) ?? 'auto'
        rememberTheme(next)
        setTheme(next)
      }}
    >
      {THEMES.map((name) => (
        <option key={name} value={name}>
          {t(`themes.${name}`)}
        </option>
      ))}
    </select>
  )
}
