import { callBurst } from './call-burst.ts'
import { callRate } from './call-rate.ts'
import { callsOutsideHours } from './calls-outside-hours.ts'
import { dataOverQuota } from './data-over-quota.ts'
import type { Detector } from './detector.ts'
import { dispersedOneWayCaller } from './dispersed-one-way-caller.ts'
import { dormantWake } from './dormant-wake.ts'
import { generalDataOver100mb } from './general-data-over-100mb.ts'
import { imeiChange } from './imei-change.ts'
import { repeatSameCallee } from './repeat-same-callee.ts'
import { smsFlood } from './sms-flood.ts'
import { smsOnDataCard } from './sms-on-data-card.ts'
import { smsOnVoiceDisabledCard } from './sms-on-voice-disabled-card.ts'
import { strangerBurst } from './stranger-burst.ts'
import { unregisteredCard } from './unregistered-card.ts'
import { voiceOnDataCard } from './voice-on-data-card.ts'

/** Every detector there is. To add one: write its file and its test, and name it here. */
export const catalogue: readonly Detector[] = [
  voiceOnDataCard,
  smsOnDataCard,
  smsOnVoiceDisabledCard,
  dataOverQuota,
  generalDataOver100mb,
  callsOutsideHours,
  unregisteredCard,
  callRate,
  callBurst,
  smsFlood,
  strangerBurst,
  dispersedOneWayCaller,
  repeatSameCallee,
  imeiChange,
  dormantWake,
]
