import type { StackError } from './stack-error.ts'

/** One running server of a stack. */
export interface StackServer {
  /** host:port for Kafka, a URL for ClickHouse. */
  readonly address: string
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<StackError>
  stop(): Promise<void>
}
