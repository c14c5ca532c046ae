import type { Language } from './i18n.ts'

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', zh: 'zh-CN' }
const UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB']

export type Formatters = ReturnType<typeof makeFormatters>

/** How numbers and times are written. Slow to make: once for each language. */
export function makeFormatters(language: Language) {
  const locale = LOCALES[language]
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
  const short = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 })
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  const time = new Intl.DateTimeFormat(locale, { ...clock, second: '2-digit' })
  const hour = new Intl.DateTimeFormat(locale, clock)
  const day = new Intl.DateTimeFormat(locale, { month: '2-digit', day: '2-digit' })
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
  const full = new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
  })
  const zone = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' })

  return {
    number: (value: number) => plain.format(value),
    /** 1.2K, 3.4 万: where there is little room. */
    shortNumber: (value: number) => (value < 10_000 ? plain : short).format(value),
    percent: (value: number) => share.format(value),
    bytes(value: number): string {
      const unit = value < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log2(value) / 10))
      return `${plain.format(value / 1024 ** unit)} ${UNITS[unit]}`
    },
    time: (at: number) => time.format(at),
    hour: (at: number) => hour.format(at),
    day: (at: number) => day.format(at),
    date: (at: number) => date.format(at),
    full: (at: number) => full.format(at),
    zone: () => zone.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? '',
    /** A delay: 0.4 s, 12 s, 5 min, 3 h. */
    delay(ms: number): string {
      const s = ms / 1_000
      if (s < 10) return `${plain.format(Math.round(s * 10) / 10)} s`
      if (s < 100) return `${Math.round(s)} s`
      if (s < 6_000) return `${Math.round(s / 60)} min`
      return `${plain.format(Math.round(s / 360) / 10)} h`
    },
  }
}
