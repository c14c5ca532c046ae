import { runPolicy } from '../policy/run-policy.ts'

/** The rules: are they right, what would they change, put them in force. */
export const policy = {
  name: 'policy',
  description: 'check a policy file, tell what it changes, publish it',
  run: runPolicy,
} as const
