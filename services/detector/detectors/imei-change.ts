import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, type CardFacts, defineDetector } from './detector.ts'

/**
 * The card is in a device it is not bound to: `imeiMismatches.lifetime > maximumEvents`. A soldered
 * card cannot get there by itself (`soldered`); one without a list is bound by its first use, which
 * may have been a test bench (`unbound`). Also `rebinds.month > rebindsPerMonth`: a contract whose
 * list of devices keeps changing is for people to look at.
 */
export const imeiChange = defineDetector({
  id: 'imei-change',
  version: 1,
  family: 'device',
  basis: 'hardBreach',
  exceptionId: 'SW_DEVICE',
  requirement: 'MIIT-10/5',
  scope: 'profile',
  features: ['imeiMismatches.lifetime', 'rebinds.month'],
  settings: z.strictObject({ maximumEvents: Limit, rebindsPerMonth: Limit }),
  variant,
  alternatives: ({ profile }, { maximumEvents, rebindsPerMonth }) => [
    {
      when: [
        above('imeiMismatches.lifetime', maximumEvents, {
          contract: isBound(profile) ? 'devices' : undefined,
        }),
      ],
      say: ([events]) => ({
        en: `Used ${events} time(s) in a device that the card is not bound to`,
        zh: `卡在非绑定设备中使用 ${events} 次`,
      }),
    },
    {
      when: [above('rebinds.month', rebindsPerMonth)],
      variant: 'unbound',
      say: ([changes]) => ({
        en: `The contract's list of devices changed ${changes} times in a month`,
        zh: `合同绑定设备一个月内变更 ${changes} 次`,
      }),
    },
  ],
})

function isBound(profile: CardFacts['profile']): boolean {
  return (profile?.boundImeis ?? []).length > 0
}

function variant({ profile }: CardFacts) {
  if (!isBound(profile)) return 'unbound'
  return profile?.soldered ? 'soldered' : undefined
}
