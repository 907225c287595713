import { type Fault, type Tree, linesOf } from './tree.ts'

const readmeLinesMax = 30

/** Every module tells in a README of at most 30 lines what it promises, its words and its sources. */
export function checkReadmes(tree: Tree): Fault[] {
  const modules = new Set(tree.paths.flatMap((path) => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? []))
  return [...modules].toSorted().flatMap((module) => {
    const path = `src/modules/${module}/README.md`
    if (!tree.has(path)) return [{ path, line: 1, why: `module ${module} has no README.md` }]
    const lines = tree.read(path).trimEnd().split('\n').length
    return lines <= readmeLinesMax ? [] : [{ path, line: lines, why: `${lines} lines, at most ${readmeLinesMax} are allowed` }]
  })
}

/** Every setting that the program parses is explained to those who operate it. */
export function checkSettings(tree: Tree): Fault[] {
  const [path, code] = ['docs/operate/settings.md', 'src/platform/config.ts']
  if (!tree.has(code)) return []
  const settings = [...tree.read(code).matchAll(/^ {2}([A-Z][A-Z_]+): z/gm)].map((found) => found[1] ?? '')
  const told = tree.has(path) ? tree.read(path) : ''
  return settings
    .filter((name) => !told.includes(`\`${name}\``))
    .map((name) => ({ path, line: 1, why: `setting ${name} is not explained` }))
}

/** Written in pieces, so that this file does not hold the words itself. */
const banned: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['a path of one machine', new RegExp(`(^|[\\s"'\`(=:])/(${['work', 'home', 'root', 'Users', 'tmp'].join('|')})/`)],
  ['a path of one machine', new RegExp(`[A-Z]:\\\\${'Users'}\\\\`)],
  ['a package host', new RegExp(`\\b${'registry'}\\.[a-z]`)],
  ['an unfinished thought: write an issue or do it', new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME', 'XX' + 'X'].join('|')})\\b`)],
]

/** No file may hold a path of one machine, a package host or an unfinished thought. */
export function checkBannedWords(tree: Tree): Fault[] {
  return tree.paths
    .filter((path) => path !== 'LICENSE')
    .flatMap((path) =>
      linesOf(tree, path).flatMap(({ text, line }) =>
        banned.flatMap(([what, pattern]) => {
          const found = pattern.exec(text)
          return found === null ? [] : [{ path, line, why: `"${found[0].trim()}" is ${what}` }]
        }),
      ),
    )
}
