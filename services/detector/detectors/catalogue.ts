import { callBurst } from './call-burst.ts'
import { callRate } from './call-rate.ts'
import { callVolumeDay } from './call-volume-day.ts'
import { calleeDispersion } from './callee-dispersion.ts'
import { callsOutsideHours } from './calls-outside-hours.ts'
import { callsWithoutLicence } from './calls-without-licence.ts'
import { codeReceiver } from './code-receiver.ts'
import { concurrentCalls } from './concurrent-calls.ts'
import { dataOnVoiceCard } from './data-on-voice-card.ts'
import { dataOverQuota } from './data-over-quota.ts'
import { dataSpike } from './data-spike.ts'
import type { Detector } from './detector.ts'
import { dispersedOneWayCaller } from './dispersed-one-way-caller.ts'
import { dormantWake } from './dormant-wake.ts'
import { fewCallsPerContact } from './few-calls-per-contact.ts'
import { generalDataOver100mb } from './general-data-over-100mb.ts'
import { highCostDestination } from './high-cost-destination.ts'
import { highRiskCell } from './high-risk-cell.ts'
import { highRiskDevice } from './high-risk-device.ts'
import { highRiskRegion } from './high-risk-region.ts'
import { highUsage } from './high-usage.ts'
import { humanInternetApps } from './human-internet-apps.ts'
import { imeiChange } from './imei-change.ts'
import { impossibleTravel } from './impossible-travel.ts'
import { inboundOnlyCallsOut } from './inbound-only-calls-out.ts'
import { lowAnswerRate } from './low-answer-rate.ts'
import { machineDialling } from './machine-dialling.ts'
import { manyCallees } from './many-callees.ts'
import { manyDevices } from './many-devices.ts'
import { manyDevicesWeek } from './many-devices-week.ts'
import { newCardRush } from './new-card-rush.ts'
import { oneWayCaller } from './one-way-caller.ts'
import { oneWayContact } from './one-way-contact.ts'
import { ownBaselineShift } from './own-baseline-shift.ts'
import { peerNotAllowed } from './peer-not-allowed.ts'
import { regionFence } from './region-fence.ts'
import { regionJump } from './region-jump.ts'
import { repeatOffender } from './repeat-offender.ts'
import { repeatSameCallee } from './repeat-same-callee.ts'
import { repeatedOveruse } from './repeated-overuse.ts'
import { roamingNotAllowed } from './roaming-not-allowed.ts'
import { sequentialDialling } from './sequential-dialling.ts'
import { sessionStorm } from './session-storm.ts'
import { shortCalls } from './short-calls.ts'
import { simBoxPattern } from './sim-box-pattern.ts'
import { smsDispersion } from './sms-dispersion.ts'
import { smsFlood } from './sms-flood.ts'
import { smsOnDataCard } from './sms-on-data-card.ts'
import { smsOnVoiceDisabledCard } from './sms-on-voice-disabled-card.ts'
import { strangerBurst } from './stranger-burst.ts'
import { testPeriodAbuse } from './test-period-abuse.ts'
import { undeclaredTelesales } from './undeclared-telesales.ts'
import { undirectedAccess } from './undirected-access.ts'
import { unregisteredCard } from './unregistered-card.ts'
import { useAfterStop } from './use-after-stop.ts'
import { usedInPhone } from './used-in-phone.ts'
import { voiceOnDataCard } from './voice-on-data-card.ts'
import { wangiriCaller } from './wangiri-caller.ts'

/** Every detector there is. To add one: write its file and its test, and name it here. */
export const catalogue: readonly Detector[] = [
  voiceOnDataCard,
  smsOnDataCard,
  peerNotAllowed,
  smsOnVoiceDisabledCard,
  dataOnVoiceCard,
  inboundOnlyCallsOut,
  generalDataOver100mb,
  dataOverQuota,
  undirectedAccess,
  humanInternetApps,
  testPeriodAbuse,
  callsOutsideHours,
  callsWithoutLicence,
  unregisteredCard,
  useAfterStop,
  callRate,
  callBurst,
  callVolumeDay,
  repeatedOveruse,
  highUsage,
  smsFlood,
  newCardRush,
  sessionStorm,
  strangerBurst,
  manyCallees,
  calleeDispersion,
  oneWayCaller,
  dispersedOneWayCaller,
  fewCallsPerContact,
  repeatSameCallee,
  smsDispersion,
  oneWayContact,
  sequentialDialling,
  highCostDestination,
  codeReceiver,
  undeclaredTelesales,
  shortCalls,
  machineDialling,
  lowAnswerRate,
  wangiriCaller,
  concurrentCalls,
  simBoxPattern,
  imeiChange,
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
  dormantWake,
  dataSpike,
  ownBaselineShift,
  repeatOffender,
]
