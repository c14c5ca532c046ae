import { changeDevices } from './change-devices.ts'
import type { Story } from './story.ts'
import { countFor } from './strength.ts'

/** Devices in eight months that are still accepted (C). */
const ACCEPTED_DEVICES = 9

/** A card is put into one phone after the other, as those of cheats are. */
export const manyDevices: Story = {
  id: 'many-devices',
  basis: 'statistical',
  expected: ['many-devices'],
  incidental: ['many-devices-week'],
  card: { cardClass: 'ordinary', background: 'none' },
  spanMinutes: 9 * 1_440,
  play: (stage) =>
    changeDevices(stage, countFor(ACCEPTED_DEVICES, stage.strength), ACCEPTED_DEVICES),
}
