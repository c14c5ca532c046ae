import { createInstance, type i18n } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type Language = 'en' | 'zh'

const REMEMBERED = 'simwarden.language'

/** The page's words, in the language chosen here before or, without one, the browser's. */
export function createTexts(): i18n {
  const texts = createInstance()
  texts.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
    document.title = texts.t('title')
  })
  void texts.use(initReactI18next).init({
    lng: chosenLanguage(),
    fallbackLng: 'en',
    resources: { en: { translation: en }, zh: { translation: zh } },
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  return texts
}

export function rememberLanguage(language: Language): void {
  localStorage.setItem(REMEMBERED, language)
}

function chosenLanguage(): Language {
  const remembered = localStorage.getItem(REMEMBERED)
  if (remembered === 'en' || remembered === 'zh') return remembered
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}
