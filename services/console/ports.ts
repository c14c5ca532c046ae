import type { z } from 'zod'

type Parameter = string | number | readonly string[]

/** A question to the history: SQL with bound parameters, and what a row of the answer is. */
export interface Question<Row> {
  readonly query: string
  readonly params: Readonly<Record<string, Parameter>>
  readonly row: z.ZodType<Row>
}

/** What ClickHouse keeps. */
export interface History {
  /** One try. Rejects with `HistoryAway` when nobody answers. */
  ask<Row>(question: Question<Row>): Promise<Row[]>
}

/** The history cannot be asked now; later it can. */
export class HistoryAway extends Error {
  override readonly name = 'HistoryAway'
  readonly code = 'HISTORY_AWAY'
}
