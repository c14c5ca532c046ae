import type { AlertRow } from '../../views/alert-row.ts'
import type { Words } from '../text/use-words.ts'

/** What an alert is about: a card, or a group by what binds it. */
export function subjectOf({ card, group }: AlertRow, t: Words['t']): string {
  if (group) return `${t(`group.${group.kind}`, group.kind)} ${group.id}`
  return card === null ? '' : t('card', { card })
}
