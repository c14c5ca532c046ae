/** What a measure keeps: its cells by start, one a slide or calendar unit. Plain data. */
export type Cells =
  | { readonly kind: 'sum'; readonly cells: Map<number, number> }
  | { readonly kind: 'distinct'; readonly cells: Map<number, Set<string>> }
  | { readonly kind: 'greatest'; readonly cells: Map<number, Map<string, number>> }

export type CellsKind = Cells['kind']

/** What one record adds: an amount to a sum, a member to a set, one more of a member to a tally. */
export type Contribution = number | string

export function emptyCells(kind: CellsKind): Cells {
  switch (kind) {
    case 'sum':
      return { kind, cells: new Map() }
    case 'distinct':
      return { kind, cells: new Map() }
    case 'greatest':
      return { kind, cells: new Map() }
  }
}

/** Adds to the cell that starts at `start`. Changes the cells in place. */
export function addToCell(column: Cells, start: number, what: Contribution): void {
  switch (column.kind) {
    case 'sum':
      column.cells.set(start, (column.cells.get(start) ?? 0) + Number(what))
      return
    case 'distinct':
      cellOf(column.cells, start, () => new Set<string>()).add(String(what))
      return
    case 'greatest': {
      const tally = cellOf(column.cells, start, () => new Map<string, number>())
      tally.set(String(what), (tally.get(String(what)) ?? 0) + 1)
    }
  }
}

/** The measure over the cells that start in [from, to]. */
export function readCells(column: Cells, from: number, to: number): number {
  switch (column.kind) {
    case 'sum':
      return within(column.cells, from, to).reduce((sum, amount) => sum + amount, 0)
    case 'distinct':
      return distinct(within(column.cells, from, to))
    case 'greatest':
      return greatest(within(column.cells, from, to))
  }
}

/** How often one member stands in the cells that start in [from, to]. */
export function readMember(column: Cells, member: string, from: number, to: number): number {
  if (column.kind !== 'greatest') return 0
  return within(column.cells, from, to).reduce((sum, tally) => sum + (tally.get(member) ?? 0), 0)
}

/** Drops the cells that start before a time. Changes the cells in place. */
export function dropCellsBefore({ cells }: Cells, time: number): void {
  for (const start of cells.keys()) if (start < time) cells.delete(start)
}

function within<Cell>(cells: ReadonlyMap<number, Cell>, from: number, to: number): Cell[] {
  const found: Cell[] = []
  for (const [start, cell] of cells) if (from <= start && start <= to) found.push(cell)
  return found
}

function distinct(sets: readonly ReadonlySet<string>[]): number {
  const [first, ...others] = sets
  if (first === undefined || others.length === 0) return first?.size ?? 0
  const all = new Set(first)
  for (const set of others) for (const member of set) all.add(member)
  return all.size
}

function greatest(tallies: readonly ReadonlyMap<string, number>[]): number {
  const total = new Map<string, number>()
  for (const tally of tallies) {
    for (const [member, count] of tally) total.set(member, (total.get(member) ?? 0) + count)
  }
  let most = 0
  for (const count of total.values()) most = Math.max(most, count)
  return most
}

function cellOf<Cell>(cells: Map<number, Cell>, start: number, empty: () => Cell): Cell {
  const before = cells.get(start)
  if (before !== undefined) return before
  const cell = empty()
  cells.set(start, cell)
  return cell
}
