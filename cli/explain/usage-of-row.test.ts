import { expect, test } from 'vitest'
import { Usage } from '#schemas/usage.ts'
import { usageRow } from '../../services/archiver/domain/usage-row.ts'
import { call, data, sms } from '../../test/support/builders.ts'
import { usageBefore } from './usage-of-row.ts'

const origin = { partition: 3, offset: 17n, ver: 17n, appendedAt: 0 }
const question = usageBefore({ iccid: '89860012345678901234', partition: 3, offset: 20n })

/** As ClickHouse gives a row: integers of 64 bits as text. */
function archived(usage: Usage) {
  const { eventTime, offset, bytesUplink, bytesDownlink, ...row } = usageRow(usage, origin)
  return question.row.parse({
    ...row,
    ver: String(row.ver),
    eventTimeMs: String(eventTime),
    place: String(offset),
    bytesUplink: bytesUplink === null ? null : String(bytesUplink),
    bytesDownlink: bytesDownlink === null ? null : String(bytesDownlink),
  })
}

test.each([
  ['a call', call({ peerBlock: '139', region: '440300', imei: '86012345678901', answered: false })],
  ['a call that tells little', { ...call(), peer: undefined, durationSeconds: 0 }],
  ['a message', sms({ peerKind: 'platform', direction: 'incoming' })],
  ['data', data({ directed: true, appCategory: 'video', latitude: 22.5, longitude: 114 })],
])('%s comes back from the archive as it was', (_, record) => {
  const usage = Usage.parse(record)
  const { peer: _peer, ...rest } = usage as Usage & { peer?: unknown }
  expect(archived(usage)).toEqual({ usage: _peer == null ? rest : usage, offset: 17n })
})
