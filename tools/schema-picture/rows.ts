import { z } from 'zod'

const text = z.string()
const grants = z.array(z.object({ to: text, what: text }))
const inTable = { schema: text, table: text }

/** The form of each of the catalog's answers. */
export const rows = {
  extensions: z.object({ name: text }),
  schemas: z.object({ name: text, comment: text.nullable(), grants }),
  types: z.object({ schema: text, name: text, definition: text }),
  tables: z.object({
    schema: text,
    name: text,
    kind: z.enum(['r', 'p', 'v', 'm']),
    comment: text.nullable(),
    guarded: z.boolean(),
    forced: z.boolean(),
    grants,
    definition: text.nullable(),
    options: text,
  }),
  columns: z.object({
    ...inTable,
    name: text,
    type: text,
    required: z.boolean(),
    comment: text.nullable(),
    standard: text.nullable(),
    identity: text,
    generated: text,
    collation: text.nullable(),
    grants,
  }),
  constraints: z.object({ ...inTable, name: text, definition: text }),
  indexes: z.object({ ...inTable, definition: text }),
  policies: z.object({
    ...inTable,
    name: text,
    permissive: z.boolean(),
    command: text,
    roles: z.array(text),
    using: text.nullable(),
    checking: text.nullable(),
  }),
  triggers: z.object({ ...inTable, definition: text }),
  functions: z.object({ schema: text, name: text, arguments: text, definition: text, comment: text.nullable(), grants }),
}

/** Everything the picture shows. */
export type Catalog = { [Kind in keyof typeof rows]: z.infer<(typeof rows)[Kind]>[] }
/** A table or view as the catalog has it. */
export type Table = Catalog['tables'][number]
