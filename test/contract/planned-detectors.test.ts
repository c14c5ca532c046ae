import { existsSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readAudits } from '../../services/auditor/adapters/audit-files.ts'
import { DETECTOR_NAMES } from '../../services/console/web/text/detector-names.ts'
import { catalogue } from '../../services/detector/detectors/catalogue.ts'
import { notBuilt } from '../../services/detector/detectors/not-built.ts'
import { groupCatalogue } from '../../services/detector/group-detectors/catalogue.ts'

/** What the design wants watched for, so that nothing of it is forgotten in silence. */
const PLANNED: Readonly<Record<'detectors' | 'group-detectors' | 'audits', string>> = {
  detectors: `
    voice-on-data-card sms-on-data-card peer-not-allowed sms-on-voice-disabled-card
    data-on-voice-card inbound-only-calls-out general-data-over-100mb data-over-quota
    undirected-access human-internet-apps test-period-abuse calls-outside-hours
    calls-without-licence unregistered-card use-after-stop
    call-rate call-burst call-volume-day repeated-overuse high-usage sms-flood new-card-rush
    session-storm port-scan
    stranger-burst many-callees callee-dispersion one-way-caller dispersed-one-way-caller
    few-calls-per-contact repeat-same-callee sms-dispersion one-way-contact sequential-dialling
    high-cost-destination code-receiver undeclared-telesales
    short-calls machine-dialling low-answer-rate wangiri-caller concurrent-calls sim-box-pattern
    imei-change used-in-phone many-devices many-devices-week high-risk-device high-risk-cell
    high-risk-region region-fence roaming-not-allowed region-jump impossible-travel
    dormant-wake data-spike own-baseline-shift repeat-offender`,
  'group-detectors': `
    device-with-many-sims cloned-imei callee-bombing called-after-refusal pool-exhaustion
    batch-surge card-rotation`,
  audits: `
    assessment-gap stock-card-gaps real-name-missing cards-per-identity restricted-identity
    stock-mismatch silent-card reseller-violation-rate resale-signs sales-channel sim-box-cohort
    linked-cards peer-deviation human-rhythm purpose-drift consent-coverage complaint-rate
    third-party-marks evidence-kept feed-gap monitoring-heartbeat`,
}

const FILES = {
  detectors: (id: string) => `services/detector/detectors/${id}.ts`,
  'group-detectors': (id: string) => `services/detector/group-detectors/${id}.ts`,
  audits: (id: string) => `audits/${id}.sql`,
}

const planned = (kind: keyof typeof PLANNED) => PLANNED[kind].trim().split(/\s+/)
const kinds = ['detectors', 'group-detectors', 'audits'] as const

test.each(kinds)('every one of the planned %s is built, or it is said why not', (kind) => {
  const excused = new Set(notBuilt.map(({ id }) => id))
  const missing = planned(kind).filter((id) => !excused.has(id) && !isThere(FILES[kind](id)))
  expect(missing).toEqual([])
})

test('what is not built says why in both languages', () => {
  const silent = notBuilt.filter(({ reasonEn, reasonZh }) => reasonEn === '' || reasonZh === '')
  expect(silent).toEqual([])
})

test('every detector has a name for people', () => {
  const ids = [...catalogue, ...groupCatalogue].map(({ id }) => id)
  expect(ids.filter((id) => DETECTOR_NAMES[id] === undefined)).toEqual([])
})

test('every audit says what it needs and what it does not see', () => {
  const page = readFileSync(new URL('../../docs/audits.md', import.meta.url), 'utf8')
  const audits = readAudits().map(({ id, name }) => `| \`${id}\` ${name} |`)
  expect(audits.filter((cell) => !page.includes(cell))).toEqual([])
})

function isThere(path: string): boolean {
  return existsSync(new URL(`../../${path}`, import.meta.url))
}
