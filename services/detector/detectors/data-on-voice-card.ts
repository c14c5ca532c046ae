import { z } from 'zod'
import { Limit } from '#schemas/policy.ts'
import { above, defineDetector } from './detector.ts'

const MIB = 1_048_576

/**
 * Data on a telesales card whose contract closes data: `bytesClosed.lifetime > maximumBytes`. The
 * signalling of its calls is no data use.
 */
export const dataOnVoiceCard = defineDetector({
  id: 'data-on-voice-card',
  version: 1,
  family: 'contract',
  basis: 'hardBreach',
  exceptionId: 'SW_CONTRACT',
  requirement: 'DIANXIAO-8',
  scope: 'profile',
  features: ['bytesClosed.lifetime'],
  settings: z.strictObject({ maximumBytes: Limit }),
  alternatives: (_card, { maximumBytes }) => [
    {
      when: [above('bytesClosed.lifetime', maximumBytes, { contract: 'functions' })],
      say: ([bytes = 0]) => ({
        en: `${mebibytes(bytes)} MiB of data on a card whose contract closes data`,
        zh: `合同关闭流量的卡使用 ${mebibytes(bytes)} MiB 流量`,
      }),
    },
  ],
})

function mebibytes(bytes: number): string {
  return (bytes / MIB).toFixed(1)
}
