import type { Random } from './random.ts'

/**
 * A person's number that nobody has: one digit longer than any Chinese mobile number. The leading
 * seven digits vary as those of real number blocks do.
 */
export function personNumber(random: Random): string {
  return `1${random.between(30, 99)}0000${digits(random.below(100_000), 5)}`
}

/** So many different numbers of persons. */
export function personNumbers(random: Random, count: number): string[] {
  const numbers = new Set<string>()
  while (numbers.size < count) numbers.add(personNumber(random))
  return [...numbers]
}

/** The sender of a firm's messages. */
export function platformNumber(random: Random): string {
  return `10690000${digits(random.below(10_000), 4)}`
}

/** A whole number with leading zeros. */
export function digits(value: number, length: number): string {
  return String(value).padStart(length, '0')
}
