import type { FeatureEvidence } from '../../../../schemas/alert.ts'
import { featureValue } from '../text/feature-value.ts'
import { useWords } from '../text/use-words.ts'
import { barOf } from './bar-of.ts'

/** Each feature that tripped: what was seen, what was allowed, who said so. */
export function FeatureList({ features }: { readonly features: readonly FeatureEvidence[] }) {
  return (
    <ul className="features">
      {features.map((feature) => (
        <Feature key={feature.name} feature={feature} />
      ))}
    </ul>
  )
}

function Feature({ feature }: { readonly feature: FeatureEvidence }) {
  const words = useWords()
  const { t, measure, windowName, percent } = words
  const { name, observed, threshold, comparator, contribution } = feature
  const bar = barOf(feature)
  const isUpper = comparator.startsWith('>')
  const limit = t(isUpper ? 'feature.limit' : 'feature.minimum')
  return (
    <li className="feature">
      <p className="feature-name">
        <strong>{measure(name)}</strong>
        <span>{windowName(name)}</span>
        <code>{name}</code>
      </p>
      <div className="feature-values">
        <p>
          <span>{t('feature.observed')}</span>
          <b className={bar.isBeyond ? 'beyond' : undefined}>
            {featureValue(name, observed, words)}
          </b>
        </p>
        <p>
          <span>{limit}</span>
          <b>{featureValue(name, threshold, words)}</b>
        </p>
        <p className="feature-share">
          {threshold > 0
            ? t('feature.ofLimit', { percent: percent(observed / threshold) })
            : t('feature.noneAllowed')}
        </p>
      </div>
      <Bar {...bar} />
      <FeatureNotes feature={feature} />
      {contribution < 1 && (
        <p className="feature-note">
          {t('feature.contribution')} {percent(contribution)}
        </p>
      )}
    </li>
  )
}

function Bar({ observedShare, limitShare, isBeyond }: ReturnType<typeof barOf>) {
  return (
    <div className="bar" aria-hidden="true" data-beyond={isBeyond}>
      <span className="bar-fill" style={{ width: `${observedShare * 100}%` }} />
      <span className="bar-limit" style={{ left: `${limitShare * 100}%` }} />
    </div>
  )
}

/** A window of months needs its years more than its minutes. */
const LONG_MS = 92 * 86_400_000

function FeatureNotes({ feature }: { readonly feature: FeatureEvidence }) {
  const { t, origin, number, day, date, time } = useWords()
  const { baseline, window } = feature
  const [from, until] = window
  const isLong = until - from > LONG_MS
  const moment = (at: number) => (isLong ? date(at) : `${day(at)} ${time(at)}`)
  return (
    <p className="feature-note">
      <span>{t('feature.origin', { origin: origin(feature.origin) })}</span>
      {from > 0 && (
        <span>
          {t('feature.window')} {moment(from)} – {moment(until)}
        </span>
      )}
      {baseline && (
        <span>
          {t('feature.baseline')}{' '}
          {t('feature.baselineValue', {
            median: number(baseline.median),
            spread: number(baseline.spread),
            days: baseline.days,
          })}
        </span>
      )}
    </p>
  )
}
