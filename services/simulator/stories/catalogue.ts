import { answeredCallOnDataCard } from './answered-call-on-data-card.ts'
import { batchSurge } from './batch-surge.ts'
import { callBurst } from './call-burst.ts'
import { callRate } from './call-rate.ts'
import { callVolumeDay } from './call-volume-day.ts'
import { callVolumePhone } from './call-volume-phone.ts'
import { calledAfterRefusal } from './called-after-refusal.ts'
import { calleeBombing } from './callee-bombing.ts'
import { calleeDispersion } from './callee-dispersion.ts'
import { callsOutsideHours } from './calls-outside-hours.ts'
import { callsWithoutLicence } from './calls-without-licence.ts'
import { cardRotation } from './card-rotation.ts'
import { clonedImei } from './cloned-imei.ts'
import { codeReceiver } from './code-receiver.ts'
import { codeReceiverIot } from './code-receiver-iot.ts'
import { concurrentCalls } from './concurrent-calls.ts'
import { dataOnVoiceCard } from './data-on-voice-card.ts'
import { dataOverQuota } from './data-over-quota.ts'
import { dataSpike } from './data-spike.ts'
import { dispersedOneWayCaller } from './dispersed-one-way-caller.ts'
import { dormantWake } from './dormant-wake.ts'
import { dormantWakeIot } from './dormant-wake-iot.ts'
import { dormantWakeMoved } from './dormant-wake-moved.ts'
import { fewCallsPerContact } from './few-calls-per-contact.ts'
import { generalDataOver100Mb } from './general-data-over-100mb.ts'
import { highCostDestination } from './high-cost-destination.ts'
import { highRiskCell } from './high-risk-cell.ts'
import { highRiskDevice } from './high-risk-device.ts'
import { highRiskRegion } from './high-risk-region.ts'
import { highUsage } from './high-usage.ts'
import { highUsageCalls } from './high-usage-calls.ts'
import { humanInternetApps } from './human-internet-apps.ts'
import { imeiChange } from './imei-change.ts'
import { imeiChangeSoldered } from './imei-change-soldered.ts'
import { imeiChangeUnbound } from './imei-change-unbound.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { inboundOnlyCallsOut } from './inbound-only-calls-out.ts'
import { lowAnswerRate } from './low-answer-rate.ts'
import { machineDialling } from './machine-dialling.ts'
import { manyCallees } from './many-callees.ts'
import { manyDevices } from './many-devices.ts'
import { manyDevicesWeek } from './many-devices-week.ts'
import { newCardRush } from './new-card-rush.ts'
import { nightCalls } from './night-calls.ts'
import { oneWayCaller } from './one-way-caller.ts'
import { oneWayContact } from './one-way-contact.ts'
import { ownBaselineShift } from './own-baseline-shift.ts'
import { peerNotAllowed } from './peer-not-allowed.ts'
import { poolExhaustion } from './pool-exhaustion.ts'
import { poolHog } from './pool-hog.ts'
import { regionFence } from './region-fence.ts'
import { regionJump } from './region-jump.ts'
import { repeatOffender } from './repeat-offender.ts'
import { repeatSameCallee } from './repeat-same-callee.ts'
import { repeatUnanswered } from './repeat-unanswered.ts'
import { repeatedOveruse } from './repeated-overuse.ts'
import { roamingNotAllowed } from './roaming-not-allowed.ts'
import { sequentialDialling } from './sequential-dialling.ts'
import { sessionStorm } from './session-storm.ts'
import { shortCalls } from './short-calls.ts'
import { simBox } from './sim-box.ts'
import { simBoxPattern } from './sim-box-pattern.ts'
import { simBoxPhones } from './sim-box-phones.ts'
import { smsDispersion } from './sms-dispersion.ts'
import { smsFlood } from './sms-flood.ts'
import { smsFloodIot } from './sms-flood-iot.ts'
import { smsOnDataCard } from './sms-on-data-card.ts'
import { smsOnVoiceDisabledCard } from './sms-on-voice-disabled-card.ts'
import { smsOnVoiceOnlyCard } from './sms-on-voice-only-card.ts'
import type { Story } from './story.ts'
import { strangerBurst } from './stranger-burst.ts'
import { testPeriodAbuse } from './test-period-abuse.ts'
import { testPeriodOverrun } from './test-period-overrun.ts'
import { undeclaredTelesales } from './undeclared-telesales.ts'
import { undirectedAccess } from './undirected-access.ts'
import { unregisteredCard } from './unregistered-card.ts'
import { useAfterStop } from './use-after-stop.ts'
import { usedInPhone } from './used-in-phone.ts'
import { voiceOnDataCard } from './voice-on-data-card.ts'
import { voiceOnProtectedCard } from './voice-on-protected-card.ts'
import { wangiriCaller } from './wangiri-caller.ts'

/** Every kind of misuse that the demo plants: each crosses its limits within two hours, on one card. */
export const DEMO_STORIES: readonly Story[] = [
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

/** Every kind of misuse that there is, for a run of days. */
export const STORIES: readonly Story[] = [
  ...DEMO_STORIES,
  peerNotAllowed,
  dataOnVoiceCard,
  inboundOnlyCallsOut,
  undirectedAccess,
  humanInternetApps,
  testPeriodAbuse,
  testPeriodOverrun,
  nightCalls,
  callsWithoutLicence,
  useAfterStop,
  smsOnVoiceOnlyCard,
  callVolumeDay,
  callVolumePhone,
  repeatedOveruse,
  highUsage,
  highUsageCalls,
  smsFloodIot,
  newCardRush,
  sessionStorm,
  manyCallees,
  calleeDispersion,
  oneWayCaller,
  fewCallsPerContact,
  repeatUnanswered,
  smsDispersion,
  oneWayContact,
  sequentialDialling,
  highCostDestination,
  codeReceiver,
  codeReceiverIot,
  undeclaredTelesales,
  shortCalls,
  machineDialling,
  lowAnswerRate,
  wangiriCaller,
  concurrentCalls,
  simBoxPattern,
  usedInPhone,
  manyDevices,
  manyDevicesWeek,
  highRiskDevice,
  highRiskCell,
  highRiskRegion,
  regionFence,
  roamingNotAllowed,
  regionJump,
  impossibleTravel,
  dormantWakeMoved,
  dataSpike,
  ownBaselineShift,
  repeatOffender,
  simBox,
  simBoxPhones,
  clonedImei,
  calleeBombing,
  calledAfterRefusal,
  poolExhaustion,
  poolHog,
  batchSurge,
  cardRotation,
]
