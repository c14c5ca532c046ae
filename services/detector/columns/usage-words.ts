import type { Usage } from '#schemas/usage.ts'
import { WordList } from './word-list.ts'

type Voice = Extract<Usage, { service: 'voice' }>

export const KINDS = wordList<Usage['kind']>({ usage: true })

export const SERVICES = wordList<Usage['service']>({ data: true, voice: true, sms: true })

export const DIRECTIONS = wordList<Voice['direction']>({ outgoing: true, incoming: true })

export const DEVICE_KINDS = wordList<NonNullable<Usage['deviceKind']>>({
  phone: true,
  module: true,
  router: true,
  other: true,
})

export const PEER_KINDS = wordList<NonNullable<Voice['peerKind']>>({
  person: true,
  platform: true,
  shortCode: true,
  emergency: true,
  other: true,
})

export const RELEASE_CAUSES = wordList<NonNullable<Voice['releaseCause']>>({
  normal: true,
  busy: true,
  noAnswer: true,
  invalidNumber: true,
  rejected: true,
  other: true,
})

/** Takes an object, since the compiler then finds a word that the contract has and this has not. */
function wordList<Word extends string>(words: Readonly<Record<Word, true>>): WordList<Word> {
  return new WordList(Object.keys(words) as Word[])
}
