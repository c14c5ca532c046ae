import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * An IoT card in a phone: `tacHandset.lifetime > maximumEvents`. Handhelds, tills and children's
 * watches have the type codes of phones too: their contract allows them.
 */
export const usedInPhone = defineDetector({
  id: 'used-in-phone',
  version: 1,
  family: 'device',
  basis: 'hardBreach',
  exceptionId: 'SW_DEVICE',
  requirement: 'MIIT-10/5',
  scope: 'profile',
  features: ['tacHandset.lifetime'],
  settings: z.strictObject({ maximumEvents: Limit }),
  alternatives: ({ profile }, { maximumEvents }) => [
    {
      when: [
        above('tacHandset.lifetime', maximumEvents, {
          contract: (profile?.allowedTacs ?? []).length > 0 ? 'devices' : undefined,
        }),
      ],
      say: ([events]) => ({
        en: `Used ${events} time(s) in a phone`,
        zh: `物联网卡在手机中使用 ${events} 次`,
      }),
    },
  ],
})
