import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

/**
 * Data to hosts beside the list of a card that is allowed its list only: `undirectedBytes.1h >
 * bytesPerHour`. Name look-ups and a list that is being changed explain a little of it, not much.
 */
export const undirectedAccess = defineDetector({
  id: 'undirected-access',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'WRONG_DESTINATION_ADDRESS',
  requirement: 'MIIT-10/5',
  features: ['undirectedBytes.1h'],
  settings: z.strictObject({ bytesPerHour: Limit }),
  alternatives: (_card, { bytesPerHour }) => [
    {
      when: [above('undirectedBytes.1h', bytesPerHour, { contract: 'hosts' })],
      say: ([bytes = 0]) => ({
        en: `${kibibytes(bytes)} KiB within an hour to hosts that the contract does not list`,
        zh: `一小时内访问定向名单以外的地址，流量 ${kibibytes(bytes)} KiB`,
      }),
    },
  ],
})

function kibibytes(bytes: number): string {
  return (bytes / 1_024).toFixed(1)
}
