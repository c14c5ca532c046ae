import { describe, expect, it } from 'vitest'
import { cloudEventHeaders } from './cloud-events.ts'
import { readCloudEvent } from './read-cloud-event.ts'

function asBuffers(headers: Record<string, string>): Record<string, Buffer> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Buffer.from(value)]),
  )
}

const data = Buffer.from('{"a":1}')

describe('CloudEvents', () => {
  it('writes only what is known', () => {
    const headers = cloudEventHeaders({
      type: 'simwarden.alert.raised.v1',
      id: 'A.1',
      source: '/simwarden/detector',
      time: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
      severity: 'high',
    })
    expect(headers).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_type: 'simwarden.alert.raised.v1',
      ce_id: 'A.1',
      ce_source: '/simwarden/detector',
      ce_time: '2026-01-02T03:04:05.006Z',
      ce_severitytext: 'ERROR',
      ce_severitynumber: '17',
      ce_dataclassification: 'confidential',
      ce_dataregulation: 'PIPL',
    })
  })

  it('reads back what it wrote', () => {
    const headers = cloudEventHeaders({ type: 't', id: 'i', source: 's', subject: 'suspend' })
    expect(readCloudEvent({ headers: asBuffers(headers), value: data })).toMatchObject({
      form: 'binary',
      attributes: { type: 't', id: 'i', source: 's', subject: 'suspend', specversion: '1.0' },
      data,
    })
  })

  it('reads the structured form', () => {
    const headers = asBuffers({ 'content-type': 'application/cloudevents+json; charset=utf-8' })
    const value = Buffer.from('{"specversion":"1.0","id":"i","data":{"a":1}}')
    expect(readCloudEvent({ headers, value })).toEqual({
      form: 'structured',
      attributes: { specversion: '1.0', id: 'i' },
      data,
    })
    const coded = Buffer.from(`{"id":"i","data_base64":"${data.toString('base64')}"}`)
    expect(readCloudEvent({ headers, value: coded })).toMatchObject({ data })
  })

  it('calls a structured event that is no object broken', () => {
    const headers = asBuffers({ 'content-type': 'application/cloudevents+json' })
    for (const value of [null, Buffer.from('{'), Buffer.from('[1]'), Buffer.from('null')]) {
      expect(readCloudEvent({ headers, value })).toMatchObject({ form: 'broken' })
    }
  })

  it('takes JSON without an envelope as it is', () => {
    expect(readCloudEvent({ headers: {}, value: data })).toEqual({
      form: 'bare',
      attributes: {},
      data,
    })
  })
})
