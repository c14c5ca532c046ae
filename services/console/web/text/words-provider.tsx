import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { makeWords, WordsContext } from './use-words.ts'

export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { i18n } = useTranslation()
  // The instance stays the same when the language changes: its name is what makes new words.
  const words = useMemo(() => makeWords(i18n), [i18n, i18n.language])
  return <WordsContext value={words}>{children}</WordsContext>
}
