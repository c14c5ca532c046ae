import { expect, test } from 'vitest'
import { LadderStep } from '#schemas/detector-rule.ts'
import { ladderWords, settingsWords, severityWords } from './rule-words.ts'

test('tells numbers, levels, hours and what holds on holidays', () => {
  const settings = {
    smsPerHour: 200,
    bytesPerDay: { warn: 0, act: 1_048_576 },
    hours: ['09:00-12:00', '14:00-21:00'],
    holiday: { smsPerHour: 500 },
  }
  expect(settingsWords(settings)).toBe(
    '`smsPerHour` 200, `bytesPerDay` warn 0 act 1,048,576, `hours` 09:00-12:00 14:00-21:00, `holiday` (smsPerHour 500)',
  )
})

test('tells the steps in order, with what each needs', () => {
  const ladder = [
    { at: 'warn', action: 'flag' },
    { action: 'bar', functions: ['voice', 'sms'], needs: 'person', until: 'day' },
    { action: 'suspend', hours: 72, report: true },
  ]
  expect(ladderWords(ladder.map((step) => LadderStep.parse(step)))).toBe(
    'warn: flag → bar voice sms (person, until next day) → suspend (72 h, with a report)',
  )
})

test('tells both severities where they differ', () => {
  expect(severityWords('low')).toBe('low')
  expect(severityWords({ warn: 'medium', act: 'high' })).toBe('medium → high')
})
