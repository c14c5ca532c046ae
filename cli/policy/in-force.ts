import { hash } from 'node:crypto'
import type { PolicyRecord } from '#schemas/card-event.ts'
import type { PolicyDocument } from '#schemas/policy-document.ts'

/** The one in force after these: a higher number replaces a lower one, of the same the first stays. */
export function inForce(records: readonly PolicyRecord[]): PolicyDocument | undefined {
  return records.reduce<PolicyDocument | undefined>((before, { document }) => {
    return before && numberOf(document) <= numberOf(before) ? before : document
  }, undefined)
}

/** `7` of `cn-default@7`: all that decides which of two policies is newer. */
export function numberOf({ version }: Pick<PolicyDocument, 'version'>): number {
  return Number(version.slice(version.lastIndexOf('@') + 1))
}

/** Two policies of one version must have the same: partitions refuse another under a known version. */
export function contentHash(document: PolicyDocument): string {
  return hash('sha256', JSON.stringify(document))
}
