import type { Random } from '../domain/random.ts'

/** What an IoT card was sold for. */
export interface Scene {
  readonly name: string
  readonly tenant: string
  readonly deviceModel: string
  readonly tac: string
  readonly periodMinutes: number
  readonly protectedClass: 'lift' | 'medical' | 'fire' | null
  /** A watch that children wear calls its family. */
  readonly speaks: boolean
  readonly weight: number
}

const SCENES: readonly [Scene, ...Scene[]] = [
  scene('water-meter', 'river-water', { periodMinutes: 60, weight: 22 }),
  scene('gas-meter', 'blue-flame-gas', { periodMinutes: 60, weight: 16 }),
  scene('electricity-meter', 'east-grid', { periodMinutes: 15, weight: 18 }),
  scene('street-light', 'city-lights', { periodMinutes: 30, weight: 8 }),
  scene('asset-tracker', 'long-road-logistics', { periodMinutes: 10, weight: 9 }),
  scene('shared-bike', 'green-wheel', { periodMinutes: 20, weight: 8 }),
  scene('pos-terminal', 'corner-pay', { periodMinutes: 30, weight: 6 }),
  scene('vending-machine', 'snack-box', { periodMinutes: 30, weight: 4 }),
  scene('air-sensor', 'clear-sky', { periodMinutes: 30, weight: 4 }),
  scene('child-watch', 'little-star', { periodMinutes: 20, weight: 2, speaks: true }),
  scene('lift-monitor', 'safe-lift', { periodMinutes: 15, weight: 1.5, protectedClass: 'lift' }),
  scene('medical-alarm', 'care-call', { periodMinutes: 30, weight: 1, protectedClass: 'medical' }),
  scene('fire-sensor', 'red-bell', { periodMinutes: 30, weight: 0.5, protectedClass: 'fire' }),
]
const TOTAL_WEIGHT = SCENES.reduce((sum, { weight }) => sum + weight, 0)

/** A scene, the common ones more often. */
export function pickScene(random: Random): Scene {
  let left = random.next() * TOTAL_WEIGHT
  for (const candidate of SCENES) {
    left -= candidate.weight
    if (left < 0) return candidate
  }
  return SCENES[0]
}

/** The scene of this name; the first one when there is none. */
export function sceneNamed(name: string | null | undefined): Scene | undefined {
  return SCENES.find((candidate) => candidate.name === name)
}

function scene(
  name: string,
  tenant: string,
  details: Pick<Scene, 'periodMinutes' | 'weight'> & Partial<Scene>,
): Scene {
  const initials = name.split('-').map((word) => word.charAt(0).toUpperCase())
  return {
    name,
    tenant,
    deviceModel: `${initials.join('')}-3`,
    tac: `8699902${name.length % 10}`,
    protectedClass: null,
    speaks: false,
    ...details,
  }
}
