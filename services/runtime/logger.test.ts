import { expect, it } from 'vitest'
import { createLogger } from './logger.ts'

it('masks what names a person, also inside', () => {
  const lines: string[] = []
  const destination = { write: (line: string) => lines.push(line) }
  const logger = createLogger({ name: 'test', level: 'info', destination })
  const person = { msisdn: '13800000001', imsi: '460000000000001', peer: 't1:abc' }
  logger.info({ ...person, card: person, event: { card: person } }, 'Folded a batch')
  expect(lines.join()).not.toMatch(/13800000001|460000000000001|t1:abc/)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ name: 'test', msg: 'Folded a batch' })
})
