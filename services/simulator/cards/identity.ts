import { DAY_MS } from '../domain/local-time.ts'
import { digits } from '../domain/numbers.ts'
import { Random } from '../domain/random.ts'
import type { CardRequest } from './card-request.ts'
import { type Carrier, pickCarrier } from './carriers.ts'
import { REGIONS } from './regions.ts'

/** What every card has, whatever its class. */
export interface Identity {
  readonly random: Random
  readonly carrier: Carrier
  readonly number: string
  readonly iccid: string
  readonly imsi: string
  readonly region: string
  readonly cells: readonly [string, ...string[]]
  readonly activatedAt: number
}

/**
 * Numbers of a card that exists nowhere. The seed is part of the iccid, so two runs with different
 * seeds never share a card. `machine` numbers may hold a letter, as those of Chinese IoT cards do.
 */
export function identityOf(
  { seed, index, startAt }: CardRequest,
  kind: 'phone' | 'machine',
): Identity {
  const random = new Random(`${seed}/card/${index}`)
  const carrier = pickCarrier(random)
  const lettered = kind === 'machine' && carrier.name === 'mobile'
  const number = `${seedDigits(seed)}${digits(index, 8)}`
  const area = random.between(1000, 1999)
  return {
    random,
    carrier,
    number,
    iccid: `8986${carrier.issuer}${lettered ? 'D' : '0'}${number}`,
    imsi: `${carrier.plmn}${digits(seed % 100, 2)}${digits(index, 8)}`,
    region: random.pick(REGIONS),
    cells: [
      cellOf(carrier, area, random),
      cellOf(carrier, area, random),
      cellOf(carrier, area, random),
    ],
    // More than half a year old, so that a record from two months ago falls under the contract.
    activatedAt: startAt - random.between(200, 900) * DAY_MS,
  }
}

/** A device of the model: eight digits of model, six of its own, one to check. */
export function deviceImei(tac: string, serial: number): string {
  return `${tac}${digits(serial % 1_000_000, 6)}${serial % 10}`
}

function cellOf({ plmn }: Carrier, area: number, random: Random): string {
  return `${plmn.slice(0, 3)}-${plmn.slice(3)}-${area}-${random.between(10_000, 59_999)}`
}

/** Five digits of the seed: close seeds stay apart. */
function seedDigits(seed: number): string {
  return digits(seed % 100_000, 5)
}
