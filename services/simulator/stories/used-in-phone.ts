import { deviceImei } from '../cards/identity.ts'
import { PHONE_TACS } from '../cards/phone-models.ts'
import { dataPart } from '../domain/acts.ts'
import { type Story, spreadOver } from './story.ts'
import { ONE_ACT_STRENGTHS } from './strength.ts'

/**
 * A card that its contract binds to no device is in a phone from the first day. `below` it is in a
 * handheld of the contract, whose model is counted among the phones.
 */
export const usedInPhone: Story = {
  id: 'used-in-phone',
  basis: 'hardBreach',
  expected: ['used-in-phone'],
  incidental: [],
  strengths: ONE_ACT_STRENGTHS,
  card: {
    cardClass: 'iot',
    terms: ({ strength }) => ({
      scene: 'pos-terminal',
      soldered: false,
      boundImeis: null,
      allowedTacs: strength === 'below' ? [...PHONE_TACS] : ['86999020'],
      protectedClass: null,
    }),
    background: 'none',
  },
  spanMinutes: 60,
  play(stage) {
    const { random, strength } = stage
    const imei = deviceImei(random.pick(PHONE_TACS), random.below(1_000_000))
    return spreadOver(stage, strength === 'above' ? 1 : 20).map((at, index) => ({
      act: dataPart(random.between(200, 4_000), { at, imei, apn: 'cmiot' }),
      tips: index === 0 && strength !== 'below',
    }))
  },
}
