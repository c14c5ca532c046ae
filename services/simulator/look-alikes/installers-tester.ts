import { type LookAlike, NOTHING_TO_FIND } from './look-alike.ts'
import { atWork, testBench, tried } from './test-bench.ts'

/**
 * An installer tries each card in a handheld before it goes into its meter. The cards are at work by
 * contract and bound to no device, so the handheld is the first that anybody sees.
 */
export const installersTester: LookAlike = {
  id: 'installers-tester',
  innocent: "installer's tester",
  ...NOTHING_TO_FIND,
  card: {
    cardClass: 'iot',
    terms: () => ({
      scene: 'gas-meter',
      boundImeis: null,
      allowedTacs: null,
      soldered: false,
      protectedClass: null,
    }),
    background: 'none',
  },
  members: () => 12,
  spanMinutes: testBench.spanMinutes,
  play: (stage) => [...tried(stage), ...atWork(stage)],
}
