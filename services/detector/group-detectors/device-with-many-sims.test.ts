import { expect, test } from 'vitest'
import {
  alertsOf,
  data,
  HOUR_MS,
  ordinary,
  profile,
  stepsOf,
  TEN,
  times,
} from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups, judgeGroupsUnder } from '../../../test/support/group-builders.ts'

const ID = 'device-with-many-sims'
const DEVICE = '86099999999999'
const bound = (n: number) =>
  profile({ iccid: cardNumber(n), boundImeis: ['86012345678901'], reseller: `mvno-${n}` })
/** Each of so many cards uses the device in each of so many hours. */
const uses = (cards: number, hours: number) =>
  times(cards * hours, (i) =>
    data({
      iccid: cardNumber(i % cards),
      imei: DEVICE,
      eventTime: TEN + Math.floor(i / cards) * HOUR_MS,
    }),
  )

test('warns at the third bound card that works elsewhere for two hours', () => {
  expect(alertsOf(ID, judgeGroups(...times(2, bound), ...uses(2, 2)))).toEqual([])
  const outputs = judgeGroups(...times(3, bound), ...uses(3, 2))
  expect(alertsOf(ID, outputs)).toMatchObject([
    {
      iccid: null,
      group: { kind: 'imei', id: DEVICE },
      tenant: 'acme-meters',
      severity: 'high',
      mode: 'live',
      openedAt: TEN + HOUR_MS,
      evidence: {
        features: [{ name: 'cardsForeign.1d', observed: 3, threshold: 2 }],
        memberCount: 3,
        offset: { topic: 'group.facts' },
        requirement: 'MIIT-10/5',
      },
    },
  ])
  expect(stepsOf(ID, outputs)).toEqual(['flag', 'flag', 'flag'])
})

test('suspends each of five at once, each named by its own contract', () => {
  const outputs = judgeGroups(...times(5, bound), ...uses(5, 2))
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({ severity: 'critical', revision: 3 })
  const suspended = outputs.flatMap((output) =>
    output.type === 'proposal' && output.proposal.action === 'suspend' ? [output.proposal] : [],
  )
  expect(suspended.map(({ iccid, reseller }) => [iccid, reseller]).toSorted()).toEqual(
    Array.from({ length: 5 }, (_, n) => [cardNumber(n), `mvno-${n}`]),
  )
  expect(suspended[0]).toMatchObject({ basis: 'hardBreach', needs: null, family: 'group' })
})

test('proposes the steps of a card that comes later, and each step once', () => {
  const outputs = judgeGroups(...times(6, bound), ...uses(6, 2), ...uses(6, 3).slice(12))
  expect(stepsOf(ID, outputs).filter((step) => step === 'suspend')).toHaveLength(6)
  expect(stepsOf(ID, outputs).filter((step) => step === 'flag')).toHaveLength(6)
})

test('is quiet for a tester that sees each card once', () => {
  expect(alertsOf(ID, judgeGroups(...times(30, bound), ...uses(30, 1)))).toEqual([])
})

test('leaves out cards in test, and cards at home in the device', () => {
  const tested = (n: number) => ({ ...bound(n), status: 'test' })
  expect(alertsOf(ID, judgeGroups(...times(5, tested), ...uses(5, 2)))).toEqual([])
  const atHome = (n: number) => ({ ...bound(n), boundImeis: [DEVICE] })
  expect(alertsOf(ID, judgeGroups(...times(5, atHome), ...uses(5, 2)))).toEqual([])
})

test('does not take a placeholder for a device', () => {
  const placed = uses(5, 2).map((use) => ({ ...use, imei: '00000000000000' }))
  expect(alertsOf(ID, judgeGroups(...times(5, bound), ...placed))).toEqual([])
})

test('counts no more than a day', () => {
  const slow = times(10, (i) =>
    data({ iccid: cardNumber(i % 5), imei: DEVICE, eventTime: TEN + i * 7 * HOUR_MS }),
  )
  expect(alertsOf(ID, judgeGroups(...times(5, bound), ...slow))).toEqual([])
})

test('shows people what five phone cards in one device do, in shadow', () => {
  const person = (n: number) => ordinary({ iccid: cardNumber(n) })
  const outputs = judgeGroups(...times(5, person), ...uses(5, 1))
  expect(alertsOf(ID, outputs).at(-1)).toMatchObject({
    mode: 'shadow',
    severity: 'high',
    evidence: { features: [{ name: 'cardsDistinct.1d', observed: 5 }], requirement: 'LAW-6' },
  })
  expect(stepsOf(ID, outputs)).toEqual([])
})

test('never suspends people without a person', () => {
  const person = (n: number) => ordinary({ iccid: cardNumber(n) })
  const outputs = judgeGroupsUnder(
    ({ detectors }) => {
      const rule = detectors[ID]?.classes?.ordinary
      if (rule) rule.mode = 'live'
    },
    ...times(5, person),
    ...uses(5, 1),
  )
  const proposals = outputs.flatMap((one) => (one.type === 'proposal' ? [one.proposal] : []))
  const suspends = proposals.filter(({ action }) => action === 'suspend')
  expect(suspends).toHaveLength(5)
  expect(suspends.every(({ basis, needs }) => basis === 'statistical' && needs === 'person')).toBe(
    true,
  )
})
