import { borderMeter } from './border-meter.ts'
import { courier } from './courier.ts'
import { customerService } from './customer-service.ts'
import { customerServiceUndeclared } from './customer-service-undeclared.ts'
import { firmwareUpdate } from './firmware-update.ts'
import { holidayGreetings } from './holiday-greetings.ts'
import { installersTester } from './installers-tester.ts'
import type { LookAlike } from './look-alike.ts'
import { newYearsCalls } from './new-years-calls.ts'
import { oldPerson } from './old-person.ts'
import { replacedSim } from './replaced-sim.ts'
import { rideHailing } from './ride-hailing.ts'
import { secondSim } from './second-sim.ts'
import { teacher } from './teacher.ts'
import { testBench } from './test-bench.ts'
import { truckDriver } from './truck-driver.ts'
import { truckTracker } from './truck-tracker.ts'

/** Everybody who only looks like a cheat. */
export const LOOK_ALIKES: readonly LookAlike[] = [
  teacher,
  oldPerson,
  secondSim,
  replacedSim,
  courier,
  rideHailing,
  customerService,
  customerServiceUndeclared,
  borderMeter,
  truckTracker,
  truckDriver,
  firmwareUpdate,
  holidayGreetings,
  newYearsCalls,
  testBench,
  installersTester,
]
