import { Problem } from '../domain/problem.ts'

/** The answers every route may give instead of its own. */
export const problems = { '4xx': Problem, '5xx': Problem } as const
