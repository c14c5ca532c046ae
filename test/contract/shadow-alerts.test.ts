import { expect, test } from 'vitest'
import { routeOf } from '../../services/archiver/routes.ts'
import { call, judgeAll, policy, profile, TEN } from '../support/builders.ts'

const VOICE = 'voice-on-data-card'

test('a shadow alert is stored with its mark, and nothing is proposed', () => {
  const shadow = policy((document) => {
    const rule = document.detectors[VOICE]
    if (rule) rule.mode = 'shadow'
  })
  const outputs = judgeAll([shadow, profile(), call()])
  expect(outputs.filter(({ type }) => type === 'proposal')).toEqual([])
  const rows = outputs.flatMap((output) => {
    if (output.type !== 'alert') return []
    const value = Buffer.from(JSON.stringify(output.alert))
    const place = { topic: 'card.alerts', partition: 0 }
    const record = { offset: 0n, key: null, value, headers: {}, timestamp: TEN }
    const routed = routeOf(1)(record, place)
    return routed.status === 'bad' ? [] : routed.rows
  })
  expect(rows).toMatchObject([{ table: 'alerts', row: { detector: VOICE, mode: 'shadow' } }])
})
