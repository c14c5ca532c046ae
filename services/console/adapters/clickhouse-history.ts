import type { ClickHouse } from '#runtime/clickhouse.ts'
import { clickHouseErrorKind } from '#runtime/clickhouse-errors.ts'
import { type History, HistoryAway } from '../ports.ts'

/** The history in ClickHouse. A wrong statement is a bug and stays one. */
export function clickHouseHistory(store: ClickHouse): History {
  return {
    async ask({ query, params, row }) {
      const rows = await store.query<unknown>(query, params).catch((error: unknown) => {
        if (clickHouseErrorKind(error) !== 'infrastructure') throw error
        throw new HistoryAway('Cannot ask ClickHouse', { cause: error })
      })
      return rows.map((found) => row.parse(found))
    },
  }
}
