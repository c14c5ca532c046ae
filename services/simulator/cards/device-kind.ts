import { PHONE_TACS } from './phone-models.ts'

const PHONES: ReadonlySet<string> = new Set(PHONE_TACS)
/** Models of modules and of boxes that hold many cards. */
const MODULES = '8699902'
export const BOX_TAC = '86999031'

/** What a reference table says of a made-up model; undefined: it does not know it. */
export function deviceKindOf(imei: string): 'phone' | 'module' | 'other' | undefined {
  const tac = imei.slice(0, 8)
  if (PHONES.has(tac)) return 'phone'
  if (tac.startsWith(MODULES)) return 'module'
  return tac === BOX_TAC ? 'other' : undefined
}
