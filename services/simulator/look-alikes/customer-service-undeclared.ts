import { customerService } from './customer-service.ts'
import type { LookAlike } from './look-alike.ts'

/** The same shop, but nobody wrote down what the card is for: what is missing in the register costs. */
export const customerServiceUndeclared: LookAlike = {
  ...customerService,
  id: 'customer-service-undeclared',
  innocent: 'customer service, role missing',
  card: { cardClass: 'ordinary', background: 'usual' },
}
