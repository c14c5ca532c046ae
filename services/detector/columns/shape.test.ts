import { expect, test } from 'vitest'
import type { Fact } from '../domain/fact.ts'
import { FilledFact } from './filled-fact.ts'
import { type KeptPlan, PLAN } from './plan.ts'
import { Shapes } from './shape.ts'

const RELEASE_CAUSES = ['normal', 'busy', 'noAnswer', 'invalidNumber', 'rejected', 'other']
const PEER_KINDS = ['person', 'platform', 'shortCode', 'emergency', 'other']

/** What each field of a fact can be as far as a filter is concerned. */
function valuesOf(name: string, value: unknown): readonly unknown[] {
  if (name === 'releaseCause') return [undefined, ...RELEASE_CAUSES]
  if (name === 'peerKind') return [undefined, ...PEER_KINDS]
  return typeof value === 'boolean' ? [false, true] : [undefined, 7]
}

/** The fields that a measure's filters read, however the others are set. */
function readBy({ measure }: KeptPlan): Set<string> {
  const read = new Set<string>()
  for (const isSet of [false, true]) {
    const fact = new Proxy({} as Fact, {
      get: (_, name) => {
        read.add(String(name))
        return isSet
      },
    })
    measure.of(fact)
    if (measure.kind === 'greatest') measure.minus?.(fact)
  }
  return read
}

test('whatever a filter reads of a fact makes another shape when it is another', () => {
  const filled = new FilledFact() as unknown as Record<string, unknown>
  const names = new Set([...PLAN.byName.values()].flatMap((plan) => [...readBy(plan)]))
  for (const name of [...names, 'peer', 'blockPeer', 'device', 'region', 'cell', 'appCategory']) {
    const shapes = new Shapes()
    const different = valuesOf(name, filled[name])
    const found = different.map((value) =>
      shapes.of(Object.assign(new FilledFact(), { [name]: value })),
    )
    expect(new Set(found).size, name).toBe(different.length)
  }
})

test('facts that look alike to the filters share a shape, however much they hold', () => {
  const shapes = new Shapes()
  const one = Object.assign(new FilledFact(), { dataUse: true, bytes: 1, device: 5 })
  const other = Object.assign(new FilledFact(), { dataUse: true, bytes: 999, device: 6 })
  expect(shapes.of(one)).toBe(shapes.of(other))
})

test('a record without the member is not counted among its members', () => {
  const shapes = new Shapes()
  const call = Object.assign(new FilledFact(), { service: 'voice', callOut: true })
  expect(shapes.of(call).names).not.toContain('peersDistinct')
  expect(shapes.of(Object.assign(call, { peer: 9 })).names).toContain('peersDistinct')
})

test('an emergency call raises nothing', () => {
  const shapes = new Shapes()
  const call = Object.assign(new FilledFact(), { service: 'voice', emergency: true })
  expect(shapes.of(call).raised).toEqual([])
})
