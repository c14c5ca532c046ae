import type { AlertRow } from '../../views/alert-row.ts'
import { useWords } from '../text/use-words.ts'

/** What an alert is about, in a few figures. */
export function Facts({ alert }: { readonly alert: AlertRow }) {
  const { t, number, percent, full, zone } = useWords()
  const { card, group, tenant, openedAt, lastAt, count, score, requirement } = alert
  const facts: readonly (readonly [string, string])[] = [
    group ? [t(`group.${group.kind}`, group.kind), group.id] : [t('facts.card'), card ?? ''],
    [t('facts.tenant'), tenant],
    [t('facts.openedAt'), `${full(openedAt)} ${zone()}`],
    [t('facts.lastAt'), full(lastAt)],
    [t('facts.count'), number(count)],
    [t('facts.score'), percent(score)],
    [t('facts.requirement'), requirement],
  ]
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
