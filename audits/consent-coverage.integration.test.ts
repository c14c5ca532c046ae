import { expect, it } from 'vitest'
import { callRow, DAY_MS, HOUR_MS, phoneRow, times } from './testing/rows.ts'
import { AS_OF, useAudit } from './testing/use-audit.ts'

const audit = useAudit('consent-coverage')
const CALLED = AS_OF - HOUR_MS

/** A telesales card that calls so many people, of whom the first so many agreed. */
async function insertCampaign(tenant: string, called: number, agreed: number, consent = {}) {
  await audit.insert('profiles', [phoneRow(tenant, { tenant, cardClass: 'telesales' })])
  await audit.insert(
    'usage',
    times(called, (index) => callRow(tenant, { peer: `t1:${index}`, eventTime: CALLED })),
  )
  await audit.insert(
    'consents',
    times(agreed, (index) => ({
      tenant,
      peer: `t1:${index}`,
      givenAt: CALLED - DAY_MS,
      ...consent,
    })),
  )
}

it('finds a tenant below 80 % as high and one below 95 % as medium', async () => {
  await insertCampaign('bold', 20, 15)
  await insertCampaign('careless', 20, 18)
  await insertCampaign('proper', 20, 19)
  await insertCampaign('small', 19, 1)
  expect(await audit.run()).toMatchObject([
    { subjectKind: 'tenant', subjectId: 'bold', severity: 'high', details: { coverage: 0.75 } },
    { subjectId: 'careless', severity: 'medium', details: { callees: 20 } },
  ])
})

it('takes a consent only where it held at the call and was given to this tenant', async () => {
  await insertCampaign('too late', 20, 20, { givenAt: CALLED + 1 })
  await insertCampaign('over', 20, 20, { validUntil: CALLED })
  await insertCampaign('withdrawn', 20, 20, { withdrawnAt: CALLED })
  await insertCampaign('withdrawn later', 20, 20, { withdrawnAt: CALLED + 1 })
  await insertCampaign('none', 20, 0)
  expect(await audit.subjects()).toEqual(['none', 'over', 'too late', 'withdrawn'])
})

it('knows a person by the token of the key before', async () => {
  await insertCampaign('rotated', 20, 20)
  await audit.insert(
    'usage',
    times(20, (index) => callRow('rotated', { peer: `t2:${index}`, peerPrevious: `t1:${index}` })),
  )
  expect(await audit.subjects()).toEqual([])
})

it('looks at telesales cards alone', async () => {
  await insertCampaign('private', 40, 1)
  await audit.insert('profiles', [phoneRow('private', { tenant: 'private', ver: 2 })])
  expect(await audit.subjects()).toEqual([])
})
