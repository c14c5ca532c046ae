import { expect, test } from 'vitest'
import { type Message, Outbox } from './outbox.ts'

function message(id: string, data = 'x'): Message {
  return { id, event: 'alert', data }
}

test('gives what was missed, then what comes, in order', async () => {
  const outbox = new Outbox({ limit: 100, before: [message('1')], onOverflow: fail })
  outbox.push(message('2'))
  const given: string[] = []
  for await (const { id } of outbox) {
    given.push(id)
    if (id === '2') outbox.push(message('3'))
    if (id === '3') outbox.close()
  }
  expect(given).toEqual(['1', '2', '3'])
})

test('cuts a reader for whom too much waits, once, and forgets what waited', async () => {
  let cuts = 0
  const onOverflow = () => {
    cuts += 1
  }
  const outbox = new Outbox({ limit: 10, before: [], onOverflow })
  outbox.push(message('1', '12345678'))
  outbox.push(message('2', '12345678'))
  outbox.push(message('3', '12345678'))
  expect(cuts).toBe(1)
  expect(await Array.fromAsync(outbox)).toEqual([])
})

test('what was given no longer counts', async () => {
  const outbox = new Outbox({ limit: 10, before: [], onOverflow: fail })
  const reader = outbox[Symbol.asyncIterator]()
  for (const id of ['1', '2', '3', '4']) {
    outbox.push(message(id, '12345678'))
    expect((await reader.next()).value).toMatchObject({ id })
  }
})

function fail(): never {
  throw new Error('nobody is slow here')
}
