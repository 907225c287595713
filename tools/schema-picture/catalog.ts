/** Our own schemas: not PostgreSQL's, not the job queue's, and nothing that an extension brought. */
const ours = `n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'graphile_worker')`
const notOfExtension = (relation: string, oid: string) =>
  `not exists (select from pg_depend d where d.classid = '${relation}'::regclass and d.objid = ${oid} and d.deptype = 'e')`

const grants = (acl: string, kind: string, owner: string) => `
  (select coalesce(jsonb_agg(jsonb_build_object('to', who, 'what', what) order by who, what), '[]')
   from (select case a.grantee when 0 then 'public' else pg_get_userbyid(a.grantee)::text end as who,
           string_agg(lower(a.privilege_type), ', ' order by a.privilege_type) as what
         from aclexplode(coalesce(${acl}, acldefault('${kind}', ${owner}))) a where a.grantee <> ${owner} group by 1) g)`

/** The catalog's answer per kind of object, each in a stable order: names, never numbers or times. */
export const queries = {
  extensions: `select extname::text as name from pg_extension where extname <> 'plpgsql' order by 1`,
  schemas: `
    select n.nspname::text as name, obj_description(n.oid, 'pg_namespace') as comment, ${grants('n.nspacl', 'n', 'n.nspowner')} as grants
    from pg_namespace n where ${ours} and (n.nspname <> 'public' or exists (select from pg_class c where c.relnamespace = n.oid and ${notOfExtension('pg_class', 'c.oid')}))
    order by 1`,
  types: `
    select n.nspname::text as schema, t.typname::text as name,
      case t.typtype when 'e' then 'as enum (' || (select string_agg(quote_literal(enumlabel), ', ' order by enumsortorder) from pg_enum where enumtypid = t.oid) || ')'
        else 'as ' || format_type(t.typbasetype, t.typtypmod) || coalesce((select string_agg(' ' || pg_get_constraintdef(k.oid), '' order by k.conname) from pg_constraint k where k.contypid = t.oid), '') end as definition
    from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where t.typtype in ('e', 'd') and ${ours} and ${notOfExtension('pg_type', 't.oid')} order by 1, 2`,
  tables: `
    select n.nspname::text as schema, c.relname::text as name, c.relkind::text as kind, obj_description(c.oid, 'pg_class') as comment,
      c.relrowsecurity as guarded, c.relforcerowsecurity as forced, ${grants('c.relacl', 'r', 'c.relowner')} as grants,
      case when c.relkind in ('v', 'm') then pg_get_viewdef(c.oid, 100) end as definition, coalesce(array_to_string(c.reloptions, ', '), '') as options
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm') and ${ours} and ${notOfExtension('pg_class', 'c.oid')} order by 1, 2`,
  columns: `
    select n.nspname::text as schema, c.relname::text as "table", a.attname::text as name, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, col_description(c.oid, a.attnum) as comment, pg_get_expr(d.adbin, d.adrelid) as standard,
      a.attidentity::text as identity, a.attgenerated::text as generated,
      case when a.attcollation <> t.typcollation then (select collname::text from pg_collation where oid = a.attcollation) end as collation,
      case when a.attacl is null then '[]' else ${grants('a.attacl', 'c', 'c.relowner')} end as grants
    from pg_attribute a
    join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid
    left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where c.relkind in ('r', 'p', 'v', 'm') and a.attnum > 0 and not a.attisdropped and ${ours} and ${notOfExtension('pg_class', 'c.oid')}
    order by 1, 2, a.attnum`,
  constraints: `
    select n.nspname::text as schema, c.relname::text as "table", k.conname::text as name, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
    where k.contype in ('p', 'u', 'f', 'c', 'x') and ${ours}
    order by 1, 2, position(k.contype in 'puxfc'), 3`,
  indexes: `
    select n.nspname::text as schema, c.relname::text as "table", pg_get_indexdef(i.indexrelid) as definition
    from pg_index i join pg_class c on c.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace join pg_class x on x.oid = i.indexrelid
    where ${ours} and not exists (select from pg_constraint k where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
    order by 1, 2, x.relname`,
  policies: `
    select n.nspname::text as schema, c.relname::text as "table", p.polname::text as name, p.polpermissive as permissive, p.polcmd::text as command,
      array(select case r when 0 then 'public' else pg_get_userbyid(r)::text end from unnest(p.polroles) r order by 1) as roles,
      pg_get_expr(p.polqual, p.polrelid) as using, pg_get_expr(p.polwithcheck, p.polrelid) as checking
    from pg_policy p join pg_class c on c.oid = p.polrelid join pg_namespace n on n.oid = c.relnamespace
    where ${ours} order by 1, 2, 3`,
  triggers: `
    select n.nspname::text as schema, c.relname::text as "table", pg_get_triggerdef(t.oid, true) as definition
    from pg_trigger t join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
    where not t.tgisinternal and ${ours} order by 1, 2, t.tgname`,
  functions: `
    select n.nspname::text as schema, p.proname::text as name, pg_get_function_identity_arguments(p.oid) as arguments,
      pg_get_functiondef(p.oid) as definition, obj_description(p.oid, 'pg_proc') as comment, ${grants('p.proacl', 'f', 'p.proowner')} as grants
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where p.prokind in ('f', 'p') and ${ours} and ${notOfExtension('pg_proc', 'p.oid')} order by 1, 2, 3`,
} as const
