import { expect, test } from 'vitest'
import {
  alertsOf,
  call,
  ordinary,
  policyDocument,
  TEN,
  times,
} from '../../test/support/builders.ts'
import { FilePartition } from '../replay/file-partition.ts'

test("a replay judges by the policy's own rules, each time under the same ids", () => {
  const document = policyDocument((one) => {
    one.rules['busy-hour'] = {
      classes: ['ordinary'],
      mode: 'live',
      severity: 'low',
      family: 'calling',
      conditions: [{ feature: 'callsOutgoing.1h', above: 4 }],
      reason: { en: '{0} calls', zh: '{0} 次' },
    }
  })
  const lines = [ordinary(), ...times(5, (n) => call({ eventTime: TEN + n }))].map((record, i) => ({
    number: i + 1,
    bytes: Buffer.from(JSON.stringify(record)),
  }))
  const replay = () => {
    const files = new FilePartition({ rows: 'dropped' })
    files.adopt(document)
    return alertsOf(
      'busy-hour',
      lines.flatMap((line) => files.judge(line)),
    )
  }
  expect(replay()).toMatchObject([{ reason: { en: '5 calls', zh: '5 次' } }])
  expect(replay()).toEqual(replay())
})
