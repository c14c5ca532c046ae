import { ClickHouseError } from '@clickhouse/client'

/** The rows themselves: no repetition makes them fit. Codes of ClickHouse's ErrorCodes. */
const DATA = new Set([
  6, // CANNOT_PARSE_TEXT
  27, // CANNOT_PARSE_INPUT_ASSERTION_FAILED
  33, // CANNOT_READ_ALL_DATA
  38, // CANNOT_PARSE_DATE
  41, // CANNOT_PARSE_DATETIME
  69, // ARGUMENT_OUT_OF_BOUND
  72, // CANNOT_PARSE_NUMBER
  117, // INCORRECT_DATA
  131, // TOO_LARGE_STRING_SIZE
  321, // VALUE_IS_OUT_OF_RANGE_OF_DATA_TYPE
  349, // CANNOT_INSERT_NULL_IN_ORDINARY_COLUMN
  469, // VIOLATED_CONSTRAINT
])

/** Our statement: it is wrong the next time too. */
const DEFECT = new Set([
  42, // NUMBER_OF_ARGUMENTS_DOESNT_MATCH
  43, // ILLEGAL_TYPE_OF_ARGUMENT
  46, // UNKNOWN_FUNCTION
  53, // TYPE_MISMATCH
  62, // SYNTAX_ERROR
  115, // UNKNOWN_SETTING
  456, // UNKNOWN_QUERY_PARAMETER
])

/**
 * What to do about an error of ClickHouse: `data` becomes a dead letter, `defect` ends the process, and
 * everything else waits: a refused connection, a full disk, too many parts, tables not yet made.
 */
export function clickHouseErrorKind(error: unknown): 'data' | 'defect' | 'infrastructure' {
  if (error instanceof RangeError || error instanceof TypeError) return 'defect'
  if (!(error instanceof ClickHouseError)) return 'infrastructure'
  const code = Number(error.code)
  if (DATA.has(code)) return 'data'
  return DEFECT.has(code) ? 'defect' : 'infrastructure'
}
