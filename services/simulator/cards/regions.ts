/** A place on the map that stands for a province. */
interface Centre {
  readonly latitude: number
  readonly longitude: number
}

/** Capitals of provinces, degrees: public knowledge, as good as any point for a made-up cell. */
const CENTRES: Readonly<Record<string, Centre>> = {
  'CN-HN': { latitude: 28.2, longitude: 112.9 },
  'CN-GD': { latitude: 23.1, longitude: 113.3 },
  'CN-JS': { latitude: 32.1, longitude: 118.8 },
  'CN-SC': { latitude: 30.7, longitude: 104.1 },
  'CN-ZJ': { latitude: 30.3, longitude: 120.2 },
  'CN-HL': { latitude: 45.8, longitude: 126.5 },
  'CN-YN': { latitude: 25.0, longitude: 102.7 },
}

/** Where honest cards live. */
export const REGIONS = ['CN-HN', 'CN-GD', 'CN-JS', 'CN-SC', 'CN-ZJ'] as const
/** Where somebody may go as well. */
export const FAR_REGIONS = ['CN-HL', 'CN-YN'] as const

/** Degrees that cells lie apart: areas of one province by 30 km, cells of one area by 2 km. */
const AREA_SPREAD = 0.3
const CELL_SPREAD = 0.02

/** Where a made-up cell stands; undefined: no table of cells knows it. Always the same for a cell. */
export function positionOf(region: string, cell: string): Centre | undefined {
  const centre = CENTRES[region]
  if (!centre) return undefined
  const area = cell.slice(0, cell.lastIndexOf('-'))
  const north = AREA_SPREAD * shareOf(`${area}n`) + CELL_SPREAD * shareOf(`${cell}n`)
  const east = AREA_SPREAD * shareOf(`${area}e`) + CELL_SPREAD * shareOf(`${cell}e`)
  return { latitude: round(centre.latitude + north), longitude: round(centre.longitude + east) }
}

/** Whatever the text, from −1 to 1, by FNV-1a. */
function shareOf(text: string): number {
  let word = 0x811c9dc5
  for (let index = 0; index < text.length; index += 1) {
    word = Math.imul(word ^ text.charCodeAt(index), 0x01000193)
  }
  return ((word >>> 8) % 2_001) / 1_000 - 1
}

function round(degrees: number): number {
  return Math.round(degrees * 10_000) / 10_000
}
