import { expect, test } from 'vitest'
import { completeLockfile } from './complete-lockfile.ts'

const lock = {
  name: 'simwarden',
  packages: {
    '': {},
    'node_modules/tool': {
      version: '2.0.0',
      optionalDependencies: {
        '@tool/linux-x64-gnu': '2.0.0',
        '@tool/linux-arm-musleabihf': '2.0.0',
        '@tool/win32-arm64': '^2.0.0',
        'tool-extras': '~1.4.2',
        'nested-part': '1.0.0',
      },
    },
    'node_modules/@tool/linux-x64-gnu': { version: '2.0.0', optional: true },
    'node_modules/tool/node_modules/nested-part': { version: '1.0.0', optional: true },
  },
}

test('names the builds for other platforms, with the platform out of the name', () => {
  const { packages } = completeLockfile(lock).lock

  expect(packages['node_modules/@tool/win32-arm64']).toEqual({
    version: '2.0.0',
    optional: true,
    os: ['win32'],
    cpu: ['arm64'],
  })
  expect(packages['node_modules/@tool/linux-arm-musleabihf']).toEqual({
    version: '2.0.0',
    optional: true,
    os: ['linux'],
    cpu: ['arm'],
    libc: ['musl'],
  })
})

test('names an optional package for every platform without a platform', () => {
  const { packages } = completeLockfile(lock).lock

  expect(packages['node_modules/tool-extras']).toEqual({ version: '1.4.2', optional: true })
})

test('leaves what is there as it is, also below the package that wants it', () => {
  const { lock: completed, added } = completeLockfile(lock)

  expect(added).toEqual(['@tool/linux-arm-musleabihf', '@tool/win32-arm64', 'tool-extras'])
  expect(completed).toMatchObject(lock)
})

test('has nothing to add the second time', () => {
  const once = completeLockfile(lock).lock

  expect(completeLockfile(once)).toEqual({ lock: once, added: [] })
})
