import { batchSurge } from './batch-surge.ts'
import { calledAfterRefusal } from './called-after-refusal.ts'
import { calleeBombing } from './callee-bombing.ts'
import { cardRotation } from './card-rotation.ts'
import { clonedImei } from './cloned-imei.ts'
import { deviceWithManySims } from './device-with-many-sims.ts'
import type { GroupDetector } from './group-detector.ts'
import { poolExhaustion } from './pool-exhaustion.ts'

/** Every group detector there is. To add one: write its file and its test, and name it here. */
export const groupCatalogue: readonly GroupDetector[] = [
  deviceWithManySims,
  clonedImei,
  calleeBombing,
  calledAfterRefusal,
  poolExhaustion,
  batchSurge,
  cardRotation,
]
