import { changeDevices } from './change-devices.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Devices in a week that are still accepted (D). */
const ACCEPTED_DEVICES = 3

/** A card goes through several phones within days. */
export const manyDevicesWeek: Story = {
  id: 'many-devices-week',
  basis: 'statistical',
  expected: ['many-devices-week'],
  incidental: ['many-devices'],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 4 * 1_440,
  play: (stage) =>
    changeDevices(stage, countFor(ACCEPTED_DEVICES, stage.strength), ACCEPTED_DEVICES),
}
