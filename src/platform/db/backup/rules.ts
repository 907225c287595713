import type pg from 'pg'
import { quote, quoted } from './contents.ts'

type ForeignKey = { schema: string; name: string; key: string; definition: string; comment: string | null }
type Trigger = { schema: string; name: string; trigger: string; always: boolean }

/**
 * Sets aside what would stand in the way of loading tables one by one: foreign keys, and triggers that judge or refuse changes.
 * Answers how to put all of it back; the foreign keys are then checked over every row. It needs no superuser, and happens inside
 * the transaction: nobody else sees a table without its rules.
 */
export async function setRulesAside(client: pg.ClientBase): Promise<() => Promise<void>> {
  const keys = await foreignKeys(client)
  const triggers = await enabledTriggers(client)
  for (const { trigger, ...table } of triggers) await client.query(`alter table ${quoted(table)} disable trigger ${quote(trigger)}`)
  for (const { key, ...table } of keys) await client.query(`alter table ${quoted(table)} drop constraint ${quote(key)}`)
  return async () => {
    for (const { key, definition, comment, ...table } of keys) {
      await client.query(`alter table ${quoted(table)} add constraint ${quote(key)} ${definition}`)
      if (comment !== null)
        await client.query(`comment on constraint ${quote(key)} on ${quoted(table)} is '${comment.replaceAll(`'`, `''`)}'`)
    }
    for (const { trigger, always, ...table } of triggers) {
      await client.query(`alter table ${quoted(table)} enable ${always ? 'always ' : ''}trigger ${quote(trigger)}`)
    }
  }
}

async function foreignKeys(client: pg.ClientBase): Promise<ForeignKey[]> {
  const { rows } = await client.query<ForeignKey>(`
    select n.nspname::text as schema, c.relname::text as name, k.conname::text as key,
      pg_get_constraintdef(k.oid) as definition, obj_description(k.oid, 'pg_constraint') as comment
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype = 'f' and k.conparentid = 0 and n.nspname !~ '^pg_'
    order by 1, 2, 3`)
  return rows
}

async function enabledTriggers(client: pg.ClientBase): Promise<Trigger[]> {
  const { rows } = await client.query<Trigger>(`
    select n.nspname::text as schema, c.relname::text as name, t.tgname::text as trigger, t.tgenabled = 'A' as always
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and t.tgenabled in ('O', 'A') and c.relkind in ('r', 'p') and t.tgparentid = 0 and n.nspname !~ '^pg_'
    order by 1, 2, 3`)
  return rows
}
