import type pg from 'pg'
import type { z } from 'zod'
import { withClient } from '#platform/db/connection.ts'
import { queries } from './catalog.ts'
import { type Catalog, rows } from './rows.ts'

/** Reads what the picture shows from a migrated database. */
export async function readCatalog(ownerConnection: string): Promise<Catalog> {
  return withClient(ownerConnection, async (client) => {
    await client.query('set search_path = pg_catalog') // so that every name is written with its schema
    const read = async <Row>(schema: z.ZodType<Row>, query: string): Promise<Row[]> => answer(client, schema, query)
    return {
      extensions: await read(rows.extensions, queries.extensions),
      schemas: await read(rows.schemas, queries.schemas),
      types: await read(rows.types, queries.types),
      tables: await read(rows.tables, queries.tables),
      columns: await read(rows.columns, queries.columns),
      constraints: await read(rows.constraints, queries.constraints),
      indexes: await read(rows.indexes, queries.indexes),
      policies: await read(rows.policies, queries.policies),
      triggers: await read(rows.triggers, queries.triggers),
      functions: await read(rows.functions, queries.functions),
    }
  })
}

async function answer<Row>(client: pg.Client, schema: z.ZodType<Row>, query: string): Promise<Row[]> {
  const found = await client.query<Record<string, unknown>>(query)
  return found.rows.map((row) => schema.parse(row))
}
