import { expect, it } from 'vitest'
import { parseAudit } from './audit.ts'

const HEAD = `-- name: 沉默卡
-- question: Which cards are silent?
-- requirement: LAW-15
-- severity: low
-- schedule: daily
-- tables: profiles, sales
-- imports: sales
-- setting days = 180 (B): days without use
`
const QUERY = 'SELECT {asOf:DateTime64(3)} AS asOf, {days:UInt16}, {severity:String}'

it('reads a head and the query under it', () => {
  expect(parseAudit('silent-card', HEAD + QUERY)).toEqual({
    id: 'silent-card',
    name: '沉默卡',
    question: 'Which cards are silent?',
    requirement: 'LAW-15',
    severity: 'low',
    schedule: 'daily',
    tables: ['profiles', 'sales'],
    imports: ['sales'],
    settings: { days: { value: 180, tier: 'B', meaning: 'days without use' } },
    sql: HEAD + QUERY,
  })
})

it('refuses a head that lacks a line, and a severity that is none', () => {
  const without = HEAD.replace(/-- requirement.*\n/, '')
  expect(() => parseAudit('x', without + QUERY)).toThrow('no line "-- requirement: …"')
  expect(() => parseAudit('x', HEAD.replace('low', 'loud') + QUERY)).toThrow()
})

it('refuses a parameter without a setting and a setting without use', () => {
  expect(() => parseAudit('x', `${HEAD + QUERY}, {share:Float64}`)).toThrow(
    'Cannot read audit x: parameter share has no line',
  )
  expect(() => parseAudit('x', `${HEAD}SELECT 1`)).toThrow('setting days is used nowhere')
})
