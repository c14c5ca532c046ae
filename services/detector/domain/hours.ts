const HOUR_SPAN = /^(\d\d):(\d\d)-(\d\d):(\d\d)$/

/** Spans of the local day, `09:00-21:00`, as minutes since midnight; end exclusive. */
export type HourSpans = readonly { readonly from: number; readonly to: number }[]

/** Texts of the contract or policy to minutes. One whose end is before its start goes over midnight. */
export function parseHours(texts: readonly string[]): HourSpans {
  return texts.map((text) => {
    const [, h1, m1, h2, m2] = HOUR_SPAN.exec(text) ?? []
    if (h1 === undefined) throw new Error(`Cannot read hours "${text}"`)
    return { from: Number(h1) * 60 + Number(m1), to: Number(h2) * 60 + Number(m2) }
  })
}

export function isOutside(spans: HourSpans, minuteOfDay: number): boolean {
  return !spans.some(({ from, to }) =>
    from <= to ? from <= minuteOfDay && minuteOfDay < to : minuteOfDay >= from || minuteOfDay < to,
  )
}
