import { LineCounter, parseDocument } from 'yaml'
import type { PolicyDocument } from '#schemas/policy-document.ts'
import { checkDocument } from '../../services/detector/policy/check-document.ts'
import { type PolicyFault, tellFault } from '../../services/detector/policy/policy-fault.ts'
import { type Position, YamlPositions } from './yaml-positions.ts'

/** Something about a policy, and where in its text. */
export interface Remark extends Position {
  /** `detectors.call-rate.mode`; empty: the text as a whole. */
  readonly path: string
  readonly message: string
  /** The name that was probably meant; null: none is near. */
  readonly suggestion: string | null
}

/** A policy's text, looked at. */
export interface CheckedText {
  /** Undefined while there are errors. */
  readonly document: PolicyDocument | undefined
  readonly errors: readonly Remark[]
  readonly warnings: readonly Remark[]
}

/** Everything that is wrong with a policy's text, YAML or JSON, in the order of the text. */
export function checkText(text: string): CheckedText {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines })
  if (yaml.errors.length > 0) {
    const errors = yaml.errors.map(({ message, linePos }) => {
      const [at = { line: 1, col: 1 }] = linePos ?? []
      const words = message.split('\n')[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? message
      return { line: at.line, column: at.col, path: '', message: words, suggestion: null }
    })
    return { document: undefined, errors, warnings: [] }
  }
  const positions = new YamlPositions(yaml, lines)
  const remarks = (faults: readonly PolicyFault[]) => toRemarks(faults, positions)
  const checked = checkDocument(yaml.toJS())
  if (checked.status === 'bad') {
    return { document: undefined, errors: remarks(checked.faults), warnings: [] }
  }
  return { document: checked.document, errors: [], warnings: remarks(checked.warnings) }
}

function toRemarks(faults: readonly PolicyFault[], positions: YamlPositions): readonly Remark[] {
  return faults
    .map((fault) => ({
      ...positions.of(fault.path, fault.about),
      path: fault.path.join('.'),
      message: tellFault(fault),
      suggestion: fault.suggestion ?? null,
    }))
    .sort((a, b) => a.line - b.line || a.column - b.column)
}

/** `line 12, column 5: detectors.call-rat: there is no such detector; did you mean call-rate?` */
export function tellRemark({ line, column, message }: Remark): string {
  return `line ${line}, column ${column}: ${message}`
}
