export const THEMES = ['auto', 'light', 'dark'] as const
export type Theme = (typeof THEMES)[number]

const REMEMBERED = 'simwarden.theme'

/** `auto` follows the system. */
export function chosenTheme(): Theme {
  const remembered = localStorage.getItem(REMEMBERED)
  return THEMES.find((theme) => theme === remembered) ?? 'auto'
}

export function rememberTheme(theme: Theme): void {
  localStorage.setItem(REMEMBERED, theme)
  showTheme()
}

export function showTheme(): void {
  document.documentElement.dataset['theme'] = chosenTheme()
}
