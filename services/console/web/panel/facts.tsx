import type { AlertRow } from '../../views/alert-row.ts'
import type { CardRisk } from '../../views/card-risk.ts'
import { type AlertAddress, useCardRisk } from '../api/use-explanation.ts'
import { useWords } from '../text/use-words.ts'

/** What an alert is about, in a few figures. */
export function Facts(props: { readonly alert: AlertRow; readonly address: AlertAddress }) {
  const { alert, address } = props
  const { t, number, percent, full, zone } = useWords()
  const { card, group, tenant, openedAt, lastAt, count, score, requirement } = alert
  const { data: risk } = useCardRisk(address, alert.revision)
  const facts: readonly (readonly [string, string])[] = [
    group ? [t(`group.${group.kind}`, group.kind), group.id] : [t('facts.card'), card ?? ''],
    [t('facts.tenant'), tenant],
    [t('facts.openedAt'), `${full(openedAt)} ${zone()}`],
    [t('facts.lastAt'), full(lastAt)],
    [t('facts.count'), number(count)],
    [t('facts.score'), percent(score)],
    ...(risk && risk.live.terms.length > 0 ? [riskOf(risk.live)] : []),
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

  /** With what each family of detectors adds. */
  function riskOf({ score: whole, terms }: CardRisk['live']): readonly [string, string] {
    const told = terms.map(({ family, value }) => {
      return `${t(`families.${family}`, family)} ${percent(value)}`
    })
    return [t('facts.risk'), `${percent(whole)} (${told.join(', ')})`]
  }
}
