import { answeredCallOnDataCard } from './answered-call-on-data-card.ts'
import { callBurst } from './call-burst.ts'
import { callRate } from './call-rate.ts'
import { callsOutsideHours } from './calls-outside-hours.ts'
import { dataOverQuota } from './data-over-quota.ts'
import { dispersedOneWayCaller } from './dispersed-one-way-caller.ts'
import { dormantWake } from './dormant-wake.ts'
import { dormantWakeIot } from './dormant-wake-iot.ts'
import { generalDataOver100Mb } from './general-data-over-100mb.ts'
import { imeiChange } from './imei-change.ts'
import { imeiChangeSoldered } from './imei-change-soldered.ts'
import { imeiChangeUnbound } from './imei-change-unbound.ts'
import { repeatSameCallee } from './repeat-same-callee.ts'
import { smsFlood } from './sms-flood.ts'
import { smsOnDataCard } from './sms-on-data-card.ts'
import { smsOnVoiceDisabledCard } from './sms-on-voice-disabled-card.ts'
import type { Story } from './story.ts'
import { strangerBurst } from './stranger-burst.ts'
import { unregisteredCard } from './unregistered-card.ts'
import { voiceOnDataCard } from './voice-on-data-card.ts'
import { voiceOnProtectedCard } from './voice-on-protected-card.ts'

/** Every kind of misuse that a run plants. */
export const STORIES: readonly Story[] = [
  voiceOnDataCard,
  voiceOnProtectedCard,
  answeredCallOnDataCard,
  smsOnDataCard,
  smsOnVoiceDisabledCard,
  dataOverQuota,
  generalDataOver100Mb,
  imeiChange,
  imeiChangeSoldered,
  imeiChangeUnbound,
  callRate,
  callBurst,
  strangerBurst,
  dispersedOneWayCaller,
  callsOutsideHours,
  repeatSameCallee,
  smsFlood,
  dormantWake,
  dormantWakeIot,
  unregisteredCard,
]
