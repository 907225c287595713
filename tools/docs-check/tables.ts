import { mayUse } from '../architecture/may-use.ts'
import { type Fault, type Tree, linesOf } from './tree.ts'

type Row = { readonly cells: readonly string[]; readonly line: number }

function rowsOf(tree: Tree, path: string, heading: RegExp): Row[] {
  const rows = linesOf(tree, path).filter(({ text }) => text.startsWith('|'))
  const cut = rows.map(({ text, line }) => ({
    cells: text
      .trim()
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
    line,
  }))
  const tables: Row[][] = []
  for (const row of cut) {
    const last = tables.at(-1)
    if (last !== undefined && last.at(-1)?.line === row.line - 1) last.push(row)
    else tables.push([row])
  }
  return tables.filter((table) => heading.test(table[0]?.cells[0] ?? '')).flatMap((table) => table.filter((_, at) => at !== 1))
}

const isHeading = ({ cells }: Row) => /^(Danish|Module)$/.test(cells[0] ?? '')

/** The glossary: four cells a row (Danish, English, avoid, source), the first two and the source filled, no word said twice. */
export function checkGlossary(tree: Tree): Fault[] {
  const path = 'GLOSSARY.md'
  if (!tree.has(path)) return [{ path, line: 1, why: 'the glossary is missing' }]
  const rows = rowsOf(tree, path, /^Danish$/).filter((row) => !isHeading(row))
  if (rows.length === 0) return [{ path, line: 1, why: 'no table of terms with the heading Danish' }]
  const seen = new Set<string>()
  return rows.flatMap(({ cells, line }) => {
    const [danish = '', english = '', , source = ''] = cells
    const faults = cells.length === 4 ? [] : [`${cells.length} cells instead of 4`]
    if (danish === '' || english === '' || source === '') faults.push('Danish, English and source must be filled')
    for (const word of [`Danish ${danish}`, `English ${english}`]) {
      if (seen.has(word.toLowerCase())) faults.push(`${word} stands twice`)
      seen.add(word.toLowerCase())
    }
    return faults.map((why) => ({ path, line, why }))
  })
}

/** The table of modules in ARCHITECTURE.md must say what the import check enforces. */
export function checkModuleTable(tree: Tree): Fault[] {
  const path = 'ARCHITECTURE.md'
  if (!tree.has(path)) return [{ path, line: 1, why: 'the map is missing' }]
  const rows = rowsOf(tree, path, /^Module$/).filter((row) => !isHeading(row))
  const told = new Map(rows.map(({ cells, line }) => [cells[0]?.replaceAll('`', '') ?? '', { uses: cells[2] ?? '', line }]))
  const missing = Object.keys(mayUse).flatMap((name) =>
    told.has(name) ? [] : [{ path, line: 1, why: `module ${name} is not in the table` }],
  )
  const wrong = [...told].flatMap(([name, { uses, line }]) => {
    const allowed = mayUse[name]
    if (allowed === undefined) return [{ path, line, why: `module ${name} is not in tools/architecture/may-use.ts` }]
    const said = [...uses.matchAll(/[a-z]+/g)].map(([word]) => word).toSorted()
    const same = said.join() === allowed.toSorted().join()
    return same ? [] : [{ path, line, why: `${name} may use ${allowed.join(', ') || 'nothing'}, the table says otherwise` }]
  })
  return [...missing, ...wrong]
}
