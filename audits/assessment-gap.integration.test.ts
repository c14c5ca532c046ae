import { expect, it } from 'vitest'
import { cardRow, DAY_MS, phoneRow } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('assessment-gap')

it('finds the assessment that is absent, over, or soon over', async () => {
  await audit.insert('profiles', [
    cardRow('absent', { assessmentId: null, assessmentValidTo: null }),
    cardRow('over', { assessmentValidTo: AS_OF }),
    cardRow('soon', { assessmentValidTo: AS_OF + 30 * DAY_MS }),
    cardRow('later', { assessmentValidTo: AS_OF + 30 * DAY_MS + 1 }),
    cardRow('without an end', { assessmentValidTo: null }),
  ])
  expect(await audit.run()).toMatchObject([
    { subjectId: 'absent', severity: 'medium', dueAt: AS_OF + 30 * DAY_MS },
    { subjectId: 'over', severity: 'medium', details: { gap: 'over' } },
    { subjectId: 'soon', severity: 'low', dueAt: AS_OF + 30 * DAY_MS },
  ])
})

it('asks it of active IoT cards alone, by the profile in force', async () => {
  const none = { assessmentId: null }
  await audit.insert('profiles', [
    cardRow('stopped', { ...none, status: 'terminated' }),
    phoneRow('phone', none),
    cardRow('mended', none),
    cardRow('mended', { eventTime: AS_OF - DAY_MS }),
    cardRow('mended too late', none),
    cardRow('mended too late', { eventTime: AS_OF + 1 }),
  ])
  expect(await audit.subjects()).toEqual(['mended too late'])
})
