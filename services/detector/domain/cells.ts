import type { Member } from './fact.ts'

/** What a measure keeps: its cells by start, one a slide or calendar unit. Plain data. */
export type Cells =
  | { readonly kind: 'sum'; readonly cells: Map<number, number> }
  | { readonly kind: 'largest'; readonly cells: Map<number, number> }
  | { readonly kind: 'distinct'; readonly cells: Map<number, Set<Member>> }
  | { readonly kind: 'greatest'; readonly cells: Map<number, Map<Member, number>> }

export type CellsKind = Cells['kind']

/** What one record adds: an amount to a sum, a member to a set or, with its weight, to a tally. */
export interface Contribution {
  readonly start: number
  readonly what: Member
  readonly weight: number
}

export function emptyCells(kind: CellsKind): Cells {
  return { kind, cells: new Map() }
}

/** Adds to the cell that starts at `start`. Changes the cells in place. */
export function addToCell(column: Cells, { start, what, weight }: Contribution): void {
  switch (column.kind) {
    case 'sum':
      column.cells.set(start, (column.cells.get(start) ?? 0) + Number(what))
      return
    case 'largest':
      column.cells.set(start, Math.max(column.cells.get(start) ?? 0, Number(what)))
      return
    case 'distinct':
      cellOf(column.cells, start, () => new Set<Member>()).add(what)
      return
    case 'greatest': {
      const tally = cellOf(column.cells, start, () => new Map<Member, number>())
      tally.set(what, (tally.get(what) ?? 0) + weight)
    }
  }
}

/** The measure over the cells that start in [from, to]. */
export function readCells(column: Cells, from: number, to: number): number {
  switch (column.kind) {
    case 'sum':
      return within(column.cells, from, to).reduce((sum, amount) => sum + amount, 0)
    case 'largest':
      return within(column.cells, from, to).reduce((most, amount) => Math.max(most, amount), 0)
    case 'distinct':
      return membersIn(column, from, to).size
    case 'greatest':
      return greatest(within(column.cells, from, to))
  }
}

/** How often one member stands in the cells that start in [from, to]. */
export function readMember(
  column: Cells,
  member: Member,
  { from, to }: { readonly from: number; readonly to: number },
): number {
  if (column.kind === 'distinct') return membersIn(column, from, to).has(member) ? 1 : 0
  if (column.kind !== 'greatest') return 0
  return within(column.cells, from, to).reduce((sum, tally) => sum + (tally.get(member) ?? 0), 0)
}

/** The members of a distinct measure in the cells that start in [from, to]. */
export function membersIn(column: Cells, from: number, to: number): ReadonlySet<Member> {
  if (column.kind !== 'distinct') return new Set()
  const [first = new Set<Member>(), ...others] = within(column.cells, from, to)
  if (others.length === 0) return first
  const all = new Set(first)
  for (const set of others) for (const member of set) all.add(member)
  return all
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

function greatest(tallies: readonly ReadonlyMap<Member, number>[]): number {
  const total = new Map<Member, number>()
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
