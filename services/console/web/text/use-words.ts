import type { i18n } from 'i18next'
import { createContext, useContext } from 'react'
import type { FeatureEvidence, Sentence } from '../../../../schemas/alert.ts'
import type { Disposition } from '../../domain/dispositions.ts'
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
    origin(origin: FeatureEvidence['origin']): string {
      const policy = /^policy (\S+?)(?:, class (\w+))?$/.exec(origin)
      if (policy?.[2]) {
        const name = t(`classes.${policy[2]}`, policy[2])
        return t('feature.policyClass', { version: policy[1], class: name })
      }
      if (policy) return t('feature.policy', { version: policy[1] })
      const contract = /^contract(?: (\d{12,13}))?$/.exec(origin)
      if (contract?.[1]) return t('feature.contractOf', { time: formats.date(Number(contract[1])) })
      return contract ? t('feature.contract') : origin
    },
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
