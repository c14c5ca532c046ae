import type { Problem } from '../../domain/problem.ts'

/** An answer that is none; `detail` is a sentence for people. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  /** 0: nobody answered. */
  readonly status: number

  constructor(status: number, detail: string, options?: ErrorOptions) {
    super(detail, options)
    this.status = status
  }
}

/** Asks the API. The answer's form is the API's own: both come from one checkout. */
export async function fetchJson<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
  const response = await ask(path, signal)
  if (response.ok) return (await response.json()) as Answer
  const problem = (await response.json().catch(() => null)) as Problem | null
  throw new RequestFailed(response.status, problem?.detail ?? response.statusText)
}

async function ask(path: string, signal: AbortSignal | undefined): Promise<Response> {
  const init = { headers: { accept: 'application/json' }, ...(signal && { signal }) }
  try {
    return await fetch(path, init)
  } catch (cause) {
    if (signal?.aborted) throw cause
    throw new RequestFailed(0, 'Nobody answers', { cause })
  }
}
