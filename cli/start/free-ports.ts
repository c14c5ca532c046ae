import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { LOOPBACK } from '../../deploy/local/ports.ts'
import { StackError } from '../../deploy/local/stack-error.ts'

/** Ports nobody listens on now; all are held until the last is found, so they differ. */
export async function findFreePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen(0)))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  for (const server of servers) server.close()
  return ports
}

/** Throws one clear line when the port cannot be had; `variable` moves it. */
export async function requirePort(port: number, variable: string): Promise<void> {
  try {
    ;(await listen(port)).close()
  } catch (cause) {
    throw new StackError(
      `Port ${port} is taken: stop what listens on ${LOOPBACK}:${port}, or set ${variable} to a free port`,
      { cause },
    )
  }
}

async function listen(port: number) {
  const server = createServer()
  server.listen({ port, host: LOOPBACK, exclusive: true })
  await once(server, 'listening')
  return server
}
