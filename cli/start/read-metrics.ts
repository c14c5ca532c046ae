/** One sample of a process's /metrics. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const LINE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/
const LABEL = /(\w+)="((?:[^"\\]|\\.)*)"/g
const ANSWER_WITHIN_MS = 2_000

/** Reads Prometheus' text form; names lose the prefix that all of ours have. */
export function parseMetrics(text: string): readonly Sample[] {
  return text.split('\n').flatMap((line) => {
    const [, name, labels = '', value] = LINE.exec(line) ?? []
    if (name === undefined) return []
    const pairs = [...labels.matchAll(LABEL)].map(([, key = '', text = '']) => [key, text])
    return [
      {
        name: name.replace(/^simwarden_/, ''),
        labels: Object.fromEntries(pairs),
        value: Number(value),
      },
    ]
  })
}

/** What a process counts now; nothing when it does not answer. */
export async function readMetrics(opsUrl: string): Promise<readonly Sample[]> {
  const response = await ask(`${opsUrl}/metrics`)
  return response?.ok ? parseMetrics(await response.text()) : []
}

/** Whether the process does its work now. */
export async function isReady(opsUrl: string): Promise<boolean> {
  const response = await ask(`${opsUrl}/readyz`)
  await response?.body?.cancel()
  return response?.ok ?? false
}

/** The sum of a figure over its labels. */
export function total(
  samples: readonly Sample[],
  name: string,
  where: Sample['labels'] = {},
): number {
  return samples
    .filter((sample) => sample.name === name && fits(sample, where))
    .reduce((sum, { value }) => sum + value, 0)
}

/** The sum for each value of a label, where it is above nothing. */
export function totalsBy(
  samples: readonly Sample[],
  name: string,
  label: string,
): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {}
  for (const sample of samples) {
    const key = sample.labels[label]
    if (sample.name !== name || key === undefined || sample.value === 0) continue
    totals[key] = (totals[key] ?? 0) + sample.value
  }
  return totals
}

function fits({ labels }: Sample, where: Sample['labels']): boolean {
  return Object.entries(where).every(([label, value]) => labels[label] === value)
}

async function ask(url: string): Promise<Response | null> {
  try {
    return await fetch(url, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) })
  } catch {
    return null
  }
}
