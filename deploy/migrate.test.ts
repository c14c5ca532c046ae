import { expect, test } from 'vitest'
import { parseServer } from './migrate.ts'

test('a server without credentials is asked as the default user without a password', () => {
  expect(parseServer('http://127.0.0.1:18123')).toEqual({
    host: 'http://127.0.0.1:18123/',
    user: 'default',
    password: '',
  })
})

test('credentials are taken out of the address and decoded', () => {
  expect(parseServer('https://warden:p%40ss@click.example:8443')).toEqual({
    host: 'https://click.example:8443/',
    user: 'warden',
    password: 'p@ss',
  })
})
