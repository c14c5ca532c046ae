// node --experimental-ffi clickhouse-server.ts <dataDir> <httpPort>
// Runs ClickHouse's own HTTP server out of the shared library of the npm package chdb: the entry
// point of `clickhouse local`, told to listen and then kept busy. It takes the main thread.
import { dlopen, getRawPointer } from 'node:ffi'
import { libchdbPath } from 'chdb/libchdb'

const [dataDir = '', httpPort = ''] = process.argv.slice(2)

/** Ends only by SIGTERM: one row each three seconds, for ever. */
const FOREVER =
  'SELECT sleepEachRow(3) FROM system.numbers FORMAT Null SETTINGS max_block_size = 1, function_sleep_max_microseconds_per_block = 0'

const args = [
  'clickhouse',
  '--path',
  dataDir,
  '--listen_host=127.0.0.1',
  `--http_port=${httpPort}`,
  '--query',
  'SYSTEM START LISTEN HTTP',
  '--query',
  FOREVER,
]

const { functions } = dlopen(libchdbPath(), {
  query_stable_v2: { return: 'pointer', arguments: ['int32', 'pointer'] },
})
// C's argv: pointers to strings that end in a zero, and a null pointer behind the last
const strings = args.map((arg) => Buffer.from(`${arg}\0`))
const argv = new BigUint64Array([...strings.map((text) => getRawPointer(text)), 0n])
functions.query_stable_v2(args.length, getRawPointer(argv.buffer))
