import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { Alert } from '#schemas/alert.ts'
import { AuditRecord } from '#schemas/audit-record.ts'
import { CardEvent } from '#schemas/card-event.ts'
import { Command, CommandResult } from '#schemas/command.ts'
import { DeadLetterHeaders } from '#schemas/dead-letter.ts'
import { EnforcementEvent } from '#schemas/enforcement-event.ts'
import { GroupRecord } from '#schemas/group-fact.ts'
import { CarrierUsage } from '#schemas/usage.ts'

const SCHEMAS: Readonly<Record<string, z.ZodType>> = {
  Alert,
  AuditRecord,
  CardEvent,
  CarrierUsage,
  Command,
  CommandResult,
  DeadLetterHeaders,
  EnforcementEvent,
  GroupRecord,
}
const document = readFileSync(new URL('../../docs/records.md', import.meta.url), 'utf8')
const examples = [...document.matchAll(/^```json (\w+)\n([\s\S]*?)^```$/gm)]

function examplesOf(schema: string): Record<string, unknown>[] {
  return examples.filter(([, name]) => name === schema).map(([, , text]) => JSON.parse(text ?? ''))
}

test.each(Object.entries(SCHEMAS))('every documented %s is one', (name, schema) => {
  const all = examplesOf(name)
  expect(all.length).toBeGreaterThan(0)
  for (const example of all) {
    const parsed = schema.safeParse(example)
    expect(parsed.error?.message).toBeUndefined()
    expect(parsed.data, 'no field of an example is unknown to its schema').toMatchObject(example)
  }
})

test('every kind of record is documented', () => {
  const kinds = (schema: z.ZodType, name: string, elsewhere: readonly string[] = []) => {
    const documented = [...examplesOf(name).map(({ kind }) => kind), ...elsewhere]
    for (const kind of kindsOf(schema)) expect(documented, `${name} ${kind}`).toContain(kind)
  }
  kinds(CardEvent, 'CardEvent')
  kinds(GroupRecord, 'GroupRecord', ['tick', 'policy'])
  expect(new Set(examplesOf('EnforcementEvent').map(({ kind }) => kind))).toEqual(
    new Set(['proposal', 'approval', 'rejection', 'killSwitch', 'result']),
  )
})

test('every field a contract knows is shown', () => {
  const shown = new Set(examplesOf('CardEvent').flatMap((example) => Object.keys(example)))
  const hidden = new Set(['sessionBytesUplink', 'sessionBytesDownlink'])
  for (const field of fieldsOf(CardEvent)) if (!hidden.has(field)) expect(shown).toContain(field)
})

type Options = { readonly options?: readonly z.ZodType[]; readonly shape?: Record<string, unknown> }

function fieldsOf(schema: z.ZodType): string[] {
  const { options, shape } = schema as Options
  return options ? options.flatMap(fieldsOf) : Object.keys(shape ?? {})
}

function kindsOf(schema: z.ZodType): string[] {
  const { options, shape } = schema as Options
  if (options) return options.flatMap(kindsOf)
  const kind = shape?.['kind'] as { readonly values: Set<string> } | undefined
  return [...(kind?.values ?? [])]
}
