import type { i18n } from 'i18next'
import { createContext, useContext } from 'react'
import type { FeatureEvidence, Sentence } from '../../../../schemas/alert.ts'
import type { Disposition } from '../../domain/dispositions.ts'
import { type OriginPart, readOrigin } from '../../domain/origin.ts'
import { DETECTOR_NAMES } from './detector-names.ts'
import { makeFormatters } from './formats.ts'
import type { Language } from './i18n.ts'
import { MEASURE_NAMES, WINDOW_NAMES } from './measure-names.ts'

export type Words = ReturnType<typeof makeWords>

export const WordsContext = createContext<Words | null>(null)

/** How things are said in the chosen language. */
export function useWords(): Words {
  const words = useContext(WordsContext)
  if (!words) throw new Error('Words are used outside of their context')
  return words
}

export function makeWords({ t, language: chosen }: i18n) {
  const language: Language = chosen === 'zh' ? 'zh' : 'en'
  const formats = makeFormatters(language)

  function functionsOf({ functions }: Pick<Disposition, 'functions'>): string {
    return functions.map((name) => t(`functions.${name}`)).join(language === 'zh' ? '、' : ', ')
  }

  function originPart(part: OriginPart): string {
    switch (part.kind) {
      case 'policy':
        return t('feature.policy', { version: part.version })
      case 'class':
        return t(`classes.${part.name}`, part.name)
      case 'role': {
        const role = t(`roles.${part.name}`, part.name)
        const { factor } = part
        return factor ? t('feature.role', { role, factor }) : t('feature.roleShadow', { role })
      }
      case 'contract': {
        const term = t(`terms.${part.term}`, part.term)
        const { since } = part
        if (since === undefined) return t('feature.contracts', { term })
        return t('feature.contract', { term, time: formats.date(since) })
      }
      case 'other':
        return part.text
    }
  }

  return {
    t,
    language,
    ...formats,
    sentence: (sentence: Sentence) => sentence[language],
    detector: (id: string) => DETECTOR_NAMES[id]?.[language] ?? id,
    measure: (name: string) => MEASURE_NAMES[name.split('.')[0] ?? '']?.[language] ?? name,
    windowName: (name: string) => WINDOW_NAMES[name.split('.')[1] ?? '']?.[language] ?? '',
    action: (done: Disposition) =>
      capital(t(`actions.${done.action}`, { functions: functionsOf(done) })),
    /** What became of a proposal, in as few words as there are. */
    done(done: Disposition): string {
      const functions = functionsOf(done)
      if (done.state === 'completed') return capital(t(`done.${done.action}`, { functions }))
      const action = capital(t(`actions.${done.action}`, { functions }))
      return `${action}${language === 'zh' ? '：' : ': '}${t(`states.${done.state}`, done.state)}`
    },
    /** Why something was held or refused; a word that is not known is said as it is. */
    why: (reason: string) => t(`reasons.${reason}`, reason),
    /** Who set a limit. */
    origin: (origin: FeatureEvidence['origin']) =>
      readOrigin(origin)
        .map(originPart)
        .join(language === 'zh' ? '，' : ', '),
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
