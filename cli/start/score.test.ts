import { expect, test } from 'vitest'
import type { GroundTruth } from '../../services/simulator/ground-truth.ts'
import { score } from './score.ts'

const THIEF = '89860012345678901234'
const DIALLER = '89860012345678905678'
const HONEST = '89860012345678900000'

function truth(fields: Partial<GroundTruth>): GroundTruth {
  return {
    iccid: THIEF,
    story: 'voice-on-data-card',
    expected: ['voice-on-data-card'],
    incidental: [],
    basis: 'hardBreach',
    from: 0,
    until: 1,
    tippingEventIds: [],
    ...fields,
  }
}

function alert(detector: string, iccid: string) {
  const texts = { severity: 'high', reasonEn: 'so', reasonZh: '如此' }
  return { alertId: `${detector}/${iccid}`, detector, iccid, mode: 'live', ...texts } as const
}

function step(name: string, action: string, of: ReturnType<typeof alert>) {
  const ids = { proposalId: `p-${action}`, commandId: `c-${action}` }
  return { step: name, action, alertId: of.alertId, iccid: of.iccid, reason: '', ...ids }
}

test('what was planted and found counts for recall, what was not planted against precision', () => {
  const found = alert('call-rate', DIALLER)
  const { detectors, hardBreachesMissed } = score({
    truths: [
      truth({ iccid: DIALLER, expected: ['call-rate'], basis: 'statistical' }),
      truth({ iccid: THIEF, expected: ['call-rate'], basis: 'statistical' }),
    ],
    alerts: [found, alert('call-rate', HONEST)],
    steps: [step('sent', 'flag', found), step('proposed', 'reverify', found)],
  })
  expect(detectors).toEqual([
    {
      detector: 'call-rate',
      basis: 'statistical',
      modes: ['live'],
      planted: 2,
      found: 1,
      recall: 0.5,
      precision: 0.5,
      alerts: 2,
      wrong: 1,
      commands: { flag: 1 },
    },
  ])
  expect(hardBreachesMissed).toEqual([])
})

test('an alert that a story brings along is no mistake', () => {
  const { detectors } = score({
    truths: [truth({ incidental: ['imei-change'] })],
    alerts: [alert('voice-on-data-card', THIEF), alert('imei-change', THIEF)],
    steps: [],
  })
  expect(detectors.map(({ detector, wrong, recall }) => [detector, wrong, recall])).toEqual([
    ['imei-change', 0, null],
    ['voice-on-data-card', 0, 1],
  ])
})

test('tells a missed breach of contract by card, story and detector', () => {
  const { hardBreachesMissed } = score({
    truths: [truth({})],
    alerts: [alert('call-rate', THIEF), alert('voice-on-data-card', HONEST)],
    steps: [],
  })
  expect(hardBreachesMissed).toEqual([
    { iccid: THIEF, story: 'voice-on-data-card', detector: 'voice-on-data-card' },
  ])
})

test('tells every suspension that had to be and was not, or was and must not have been', () => {
  const suspend = (iccid: string) => step('sent', 'suspend', alert('voice-on-data-card', iccid))
  const { suspendedNotPlanted, suspendedWithoutPerson, notSuspended } = score({
    truths: [truth({ mustSuspend: true }), truth({ iccid: DIALLER, mustSuspend: false })],
    alerts: [],
    steps: [
      suspend(HONEST),
      suspend(DIALLER),
      step('held', 'suspend', alert('voice-on-data-card', THIEF)),
    ],
  })
  expect(suspendedNotPlanted).toEqual([HONEST])
  expect(suspendedWithoutPerson).toEqual([DIALLER])
  expect(notSuspended).toEqual([THIEF])
})
