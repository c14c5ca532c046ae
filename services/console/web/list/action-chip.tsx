import type { Disposition } from '../../domain/dispositions.ts'
import { useWords } from '../text/use-words.ts'

/** What became of a proposal, in a word or two. */
export function ActionChip({ done }: { readonly done: Disposition }) {
  const { t, done: say, why } = useWords()
  return (
    <span
      className="chip"
      data-action={done.action}
      data-state={done.state}
      title={done.reason ? why(done.reason) : undefined}
    >
      {say(done)}
      {done.dryRun && ` · ${t('dryRun')}`}
    </span>
  )
}
