import { type Disposition, dispositions, stateOf } from '../../domain/dispositions.ts'
import type { AlertRow } from '../../views/alert-row.ts'
import type { Step } from '../../views/step.ts'
import { ActionChip } from '../list/action-chip.tsx'
import { useWords } from '../text/use-words.ts'

/** What was proposed and what came of it, each step with its time and how long it took. */
export function Timeline({ alert }: { readonly alert: AlertRow }) {
  const { t } = useWords()
  const done = dispositions(alert.steps)
  if (done.length === 0) {
    const note = alert.mode === 'shadow' ? 'nothingShadow' : 'nothingDone'
    return <p className="panel-note">{t(`explanation.${note}`)}</p>
  }
  return (
    <ul className="tracks">
      {done.map((one) => (
        <Track key={one.proposalId} done={one} alert={alert} />
      ))}
    </ul>
  )
}

function Track({ done, alert }: { readonly done: Disposition; readonly alert: AlertRow }) {
  const { t, action } = useWords()
  const steps = alert.steps.filter(({ proposalId }) => proposalId === done.proposalId)
  return (
    <li className="track">
      <p className="track-head">
        <strong>{action(done)}</strong>
        <ActionChip done={done} />
      </p>
      <ol className="steps">
        <StepLine name={t('steps.opened')} at={alert.openedAt} state="opened" />
        {steps.map((step, index) => (
          <TakenStep key={step.step} step={step} since={steps[index - 1]?.at ?? alert.openedAt} />
        ))}
      </ol>
    </li>
  )
}

function TakenStep({ step, since }: { readonly step: Step; readonly since: number }) {
  const { t, why, delay } = useWords()
  const state = stateOf(step)
  const waited = step.at - since
  return (
    <StepLine
      name={t(`steps.${state}`, state)}
      at={step.at}
      state={state}
      why={step.reason ? why(step.reason) : null}
      waited={waited >= 0 ? `+${delay(waited)}` : null}
    />
  )
}

function StepLine(props: {
  readonly name: string
  readonly at: number
  readonly state: string
  readonly why?: string | null
  readonly waited?: string | null
}) {
  const { name, at, state, why, waited } = props
  const { time, full } = useWords()
  return (
    <li className="step" data-state={state}>
      <span className="step-name">
        {name}
        {why && <em> · {why}</em>}
      </span>
      <span className="step-waited">{waited}</span>
      <time dateTime={new Date(at).toISOString()} title={full(at)}>
        {time(at)}
      </time>
    </li>
  )
}
