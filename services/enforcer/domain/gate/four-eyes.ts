import type { Decision } from '../decision.ts'

const PEOPLE = 2

/** Two different people have said yes, and both still do. */
export function fourEyes({ approvers }: Decision): boolean {
  return approvers.length >= PEOPLE
}
