import type { Explanation } from '../../views/explanation.ts'
import { useWords } from '../text/use-words.ts'

/** What a decision rests on, to find it again. */
export function Provenance({ explanation }: { readonly explanation: Explanation }) {
  const { t, full } = useWords()
  const { alert, offset, detectorVersion, policyVersion, profileVersion, exceptionId } = explanation
  const facts: readonly (readonly [string, string])[] = [
    [t('filters.detector'), `${alert.detector}@${detectorVersion}`],
    [t('facts.policyVersion'), policyVersion],
    [
      t('facts.profileVersion'),
      profileVersion === null ? t('facts.noProfile') : full(profileVersion),
    ],
    [t('facts.exception'), exceptionId],
    [t('facts.offset'), `${offset.topic} / ${offset.partition} / ${offset.offset}`],
    [t('facts.revision'), String(alert.revision)],
  ]
  return (
    <dl className="facts facts-small">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
