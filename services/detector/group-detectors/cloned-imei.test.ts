import { expect, test } from 'vitest'
import { alertsOf, data, MINUTE_MS, ordinary, TEN, times } from '../../../test/support/builders.ts'
import { cardNumber, judgeGroups } from '../../../test/support/group-builders.ts'

const ID = 'cloned-imei'
const person = (n: number) => ordinary({ iccid: cardNumber(n) })
const use = (n: number, fields: object = {}) =>
  data({ iccid: cardNumber(n), imei: '86099999999999', ...fields })

test('sees more cards in a day than one phone has had', () => {
  const quiet = judgeGroups(...times(4, person), ...times(4, (n) => use(n)))
  expect(alertsOf(ID, quiet)).toEqual([])
  const outputs = judgeGroups(...times(5, person), ...times(5, (n) => use(n)))
  expect(alertsOf(ID, outputs)).toMatchObject([
    { mode: 'shadow', evidence: { features: [{ name: 'cardsDistinct.1d', observed: 5 }] } },
  ])
})

test('sees two cards with one number in two regions within an hour', () => {
  const outputs = judgeGroups(
    ...times(2, person),
    use(0, { region: 'CN-HN' }),
    use(1, { region: 'CN-GD', eventTime: TEN + 20 * MINUTE_MS }),
  )
  expect(alertsOf(ID, outputs)).toMatchObject([
    { evidence: { features: [{ observed: 2 }, { name: 'regionsDistinct.1h', observed: 2 }] } },
  ])
})

test('is quiet for two cards that travel together, and for regions hours apart', () => {
  const travel = [
    use(0, { region: 'CN-HN' }),
    use(1, { region: 'CN-HN', eventTime: TEN + MINUTE_MS }),
    use(0, { region: 'CN-GD', eventTime: TEN + 40 * MINUTE_MS }),
  ]
  expect(alertsOf(ID, judgeGroups(...times(2, person), ...travel))).toEqual([])
  const apart = [
    use(0, { region: 'CN-HN' }),
    use(1, { region: 'CN-GD', eventTime: TEN + 70 * MINUTE_MS }),
  ]
  expect(alertsOf(ID, judgeGroups(...times(2, person), ...apart))).toEqual([])
})
