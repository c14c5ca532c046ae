import { z } from 'zod'
import type { PolicyPath } from './policy-fault.ts'

/** What is read of a JSON Schema. */
interface SchemaNode {
  readonly properties?: Readonly<Record<string, SchemaNode>>
  readonly propertyNames?: { readonly enum?: readonly string[] }
  readonly additionalProperties?: SchemaNode | boolean
  readonly items?: SchemaNode
  readonly anyOf?: readonly SchemaNode[]
}

/** The names that an object at a path of a schema may have; where any is allowed, none. */
export function knownNames(schema: z.ZodType, path: PolicyPath): readonly string[] {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as SchemaNode
  const nodes = path.reduce<readonly SchemaNode[]>(
    (at, name) => at.flatMap((node) => below(node, name)),
    plain(root),
  )
  return nodes.flatMap(({ properties = {}, propertyNames }) => [
    ...Object.keys(properties),
    ...(propertyNames?.enum ?? []),
  ])
}

function below({ properties, additionalProperties, items }: SchemaNode, name: string | number) {
  const others = typeof additionalProperties === 'object' ? additionalProperties : undefined
  const next = typeof name === 'number' ? items : (properties?.[name] ?? others)
  return next ? plain(next) : []
}

/** The ways a value may look. */
function plain(node: SchemaNode): readonly SchemaNode[] {
  return node.anyOf ? node.anyOf.flatMap(plain) : [node]
}
