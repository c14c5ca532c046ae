import { once } from 'node:events'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { StackError } from './stack-error.ts'

/** The stack listens here only: it has no passwords. */
export const LOOPBACK = '127.0.0.1'

/** Where the servers of a stack listen. */
export interface StackPorts {
  readonly kafka: number
  readonly kafkaController: number
  readonly clickhouse: number
}

/** The environment variable that moves each port. */
export const PORT_VARIABLES = {
  kafka: 'KAFKA_PORT',
  kafkaController: 'KAFKA_CONTROLLER_PORT',
  clickhouse: 'CLICKHOUSE_PORT',
} as const satisfies Record<keyof StackPorts, string>

/** Ports nobody listens on now; all are held until the last is found, so they differ. */
export async function freePorts(): Promise<StackPorts> {
  const servers = await Promise.all([listen(0), listen(0), listen(0)])
  const [kafka, kafkaController, clickhouse] = servers.map(
    (server) => (server.address() as AddressInfo).port,
  )
  await Promise.all(servers.map(close))
  return { kafka, kafkaController, clickhouse } as StackPorts
}

/** Throws one clear line when somebody listens on the port already. */
export async function requireFreePort(name: keyof StackPorts, port: number): Promise<void> {
  try {
    await close(await listen(port))
  } catch (error) {
    throw new StackError(takenPortMessage(name, port, (error as NodeJS.ErrnoException).code), {
      cause: error,
    })
  }
}

function takenPortMessage(name: keyof StackPorts, port: number, code: string | undefined): string {
  const variable = PORT_VARIABLES[name]
  if (code === 'EADDRINUSE') {
    return `Port ${port} is taken: stop what listens on ${LOOPBACK}:${port}, or set ${variable} to a free port`
  }
  return `Cannot listen on port ${port} (${code}): set ${variable} to another port`
}

async function listen(port: number): Promise<Server> {
  const server = createServer()
  server.listen({ port, host: LOOPBACK, exclusive: true })
  await once(server, 'listening')
  return server
}

async function close(server: Server): Promise<void> {
  server.close()
  await once(server, 'close')
}
