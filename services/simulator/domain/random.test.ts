import { expect, test } from 'vitest'
import { Random } from './random.ts'

function draws(seed: string, count: number): number[] {
  const random = new Random(seed)
  return Array.from({ length: count }, () => random.next())
}

test('gives the same draws for the same seed, and others for another', () => {
  expect(draws('1/card/7', 50)).toEqual(draws('1/card/7', 50))
  expect(draws('1/card/7', 3)).not.toEqual(draws('1/card/8', 3))
})

test('draws evenly', () => {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const draw of draws('even', 100_000)) {
    const tenth = Math.floor(draw * 10)
    tenths[tenth] = (tenths[tenth] ?? 0) + 1
  }
  for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(500)
})

test('draws close seeds apart', () => {
  const firsts = Array.from({ length: 10_000 }, (_, index) => new Random(`1/card/${index}`).next())
  const mean = firsts.reduce((sum, draw) => sum + draw, 0) / firsts.length
  expect(mean).toBeCloseTo(0.5, 1)
  expect(new Set(firsts).size).toBeGreaterThan(9_990)
})

test('has half of the log-normal draws below the median', () => {
  const random = new Random('log')
  const below = Array.from({ length: 10_000 }, () => random.logNormal(40, 1.2)).filter(
    (x) => x < 40,
  )
  expect(Math.abs(below.length - 5_000)).toBeLessThan(250)
})
