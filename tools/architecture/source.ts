import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAst } from 'vitest/node'

/** What one file imports, and whether only types; `null` for a path that is computed and cannot be judged. */
export type Import = { readonly line: number; readonly from: string | null; readonly typesOnly: boolean }

/** A source file as far as its direction is judged. `path` is relative to the source folder, with `/`. */
export type Source = { readonly path: string; readonly imports: readonly Import[]; readonly sqlLines: readonly number[] }

type Node = { readonly type: string; readonly start: number } & Readonly<Record<string, unknown>>

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && 'start' in value
}

function* nodesOf(value: unknown): Generator<Node> {
  if (Array.isArray(value)) for (const each of value) yield* nodesOf(each)
  if (!isNode(value)) return
  yield value
  for (const [key, child] of Object.entries(value)) if (key !== 'parent' && typeof child === 'object') yield* nodesOf(child)
}

const importing = new Set(['ImportDeclaration', 'ExportNamedDeclaration', 'ExportAllDeclaration', 'ImportExpression', 'TSImportType'])

/** `import { type A, type B }` imports types only, like `import type { A, B }`. */
function importsTypesOnly(node: Node): boolean {
  const kind = node['importKind'] ?? node['exportKind']
  if (kind === 'type' || node.type === 'TSImportType') return true
  const names = node['specifiers']
  return (
    Array.isArray(names) && names.length > 0 && names.every((each) => isNode(each) && (each['importKind'] ?? each['exportKind']) === 'type')
  )
}

function textOf(source: unknown): string | null {
  return isNode(source) && typeof source['value'] === 'string' ? source['value'] : null
}

/** True for `sql` in front of a template, also as `db.sql` or `sql.type(…)`. */
function isSqlTag(tag: unknown): boolean {
  if (!isNode(tag)) return false
  if (tag.type === 'Identifier') return tag['name'] === 'sql'
  if (tag.type === 'MemberExpression') return isSqlTag(tag['object']) || isSqlTag(tag['property'])
  return tag.type === 'CallExpression' && isSqlTag(tag['callee'])
}

/** Reads the imports and the SQL templates of one file's text; throws where the text is no TypeScript. */
export function readSource(path: string, text: string): Source {
  const lineOf = (at: number) => text.slice(0, at).split('\n').length
  const imports: Import[] = []
  const sqlLines: number[] = []
  for (const node of nodesOf(parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }))) {
    if (node.type === 'TaggedTemplateExpression' && isSqlTag(node['tag'])) sqlLines.push(lineOf(node.start))
    if (!importing.has(node.type) || (node.type === 'ExportNamedDeclaration' && node['source'] === null)) continue
    imports.push({ line: lineOf(node.start), from: textOf(node['source']), typesOnly: importsTypesOnly(node) })
  }
  return { path, imports, sqlLines }
}

/** The TypeScript files below a folder, as paths relative to it, in order. None when the folder is not there. */
export function listSources(folder: string): string[] {
  try {
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    const paths = names.filter((each) => each.isFile() && /\.tsx?$/.test(each.name)).map((each) => join(each.parentPath, each.name))
    return paths.map((each) => each.slice(folder.length + 1).replaceAll('\\', '/')).toSorted()
  } catch {
    return []
  }
}

/** Reads one file of a source folder. */
export function loadSource(folder: string, path: string): Source {
  return readSource(path, readFileSync(join(folder, path), 'utf8'))
}
