import { expect, it } from 'vitest'
import { callRow, cardRow, DAY_MS, dataRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('real-name-missing')

it('finds the unnamed card in use, not one in a drawer, with a name or on test', async () => {
  await audit.insert('profiles', [
    cardRow('used', { realName: 'none' }),
    cardRow('drawer', { realName: 'none' }),
    cardRow('long ago', { realName: 'none' }),
    cardRow('test', { realName: 'none', status: 'test' }),
    cardRow('named', { realName: 'unit' }),
    cardRow('not told', { realName: null }),
  ])
  await audit.insert('usage', [
    dataRow('used'),
    callRow('used'),
    dataRow('long ago', { eventTime: AS_OF - 30 * DAY_MS }),
    dataRow('test'),
    dataRow('named'),
    dataRow('not told'),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'used', severity: 'high', tenant: 'acme', details: { records: 2 } },
  ])
})
