import { expect, test } from 'vitest'
import { maskGroupId, maskIccid, maskImei, maskImsi, maskMsisdn, shortenPeer } from './masks.ts'

test('shows the last 6 of an ICCID', () => {
  expect(maskIccid('89860012345678901234')).toBe('…901234')
})

test('shows a number as 138****1234, with or without the country', () => {
  expect(maskMsisdn('13800138000')).toBe('138****8000')
  expect(maskMsisdn('8613800138000')).toBe('138****8000')
  expect(maskMsisdn('1440012345678')).toBe('144****5678')
})

test('shows nothing of a number too short to hide in', () => {
  expect(maskMsisdn('10086')).toBe('****')
})

test('shows the network of an IMSI and the model of an IMEI', () => {
  expect(maskImsi('460001234567890')).toBe('46000…')
  expect(maskImei('860123456789012')).toBe('86012345…')
})

test('tells two peers apart by the beginning of their tokens', () => {
  expect(shortenPeer('t1:9f2c7d0e4b1a6f')).toBe('t1:9f2c7d0e…')
  expect(shortenPeer('t1:9f2c')).toBe('t1:9f2c')
})

test('masks a group by what binds it', () => {
  expect(maskGroupId('imei', '860123456789012')).toBe('86012345…')
  expect(maskGroupId('pool', 'pool-12')).toBe('pool-12')
})
