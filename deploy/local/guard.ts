// node guard.ts <pidFile> <command> [args…]
// Runs a server for as long as whoever holds the other end of standard input lives, so that no
// server outlives its stack: also when the stack is ended by kill -9.
import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'

/** Kafka closes its logs in a few seconds; what takes longer hangs. */
const STOP_TIMEOUT_MS = 15_000

const [pidFile = '', command = '', ...args] = process.argv.slice(2)
const server = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] })
if (server.pid !== undefined) writeFileSync(pidFile, String(server.pid))

process.stdin.resume()
process.stdin.once('close', stop)
process.once('SIGTERM', stop)

server.once('error', (error) => {
  process.stderr.write(`Cannot run ${command}: ${error.message}\n`)
  process.exit(1)
})
server.once('exit', (code) => {
  rmSync(pidFile, { force: true })
  process.exit(code ?? 1)
})

function stop(): void {
  server.kill('SIGTERM')
  setTimeout(() => server.kill('SIGKILL'), STOP_TIMEOUT_MS)
}
