import { z } from 'zod'
import { type Fault, type Tree, documentsOf, linesOf } from './tree.ts'

const names = z.record(z.string(), z.string()).default({})
const manifest = z.object({ scripts: names, dependencies: names, devDependencies: names, optionalDependencies: names })

function manifestOf(tree: Tree) {
  return manifest.parse(JSON.parse(tree.read('package.json')))
}

/** npm runs these without `run`. */
const short = ['start', 'test']

/** Every `npm run x` of a document must be a script of package.json; `npm start` and `npm test` too. */
export function checkCommands(tree: Tree): Fault[] {
  const { scripts } = manifestOf(tree)
  return documentsOf(tree).flatMap((path) =>
    linesOf(tree, path).flatMap(({ text, line }) =>
      [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].flatMap((found) => {
        const script = found[1] ?? found[2] ?? ''
        const command = short.includes(script) ? `npm ${script}` : `npm run ${script}`
        return script in scripts ? [] : [{ path, line, why: `${command} is no script of package.json` }]
      }),
    ),
  )
}

/**
 * Every package the project depends on must be named in a decision record, as `` `name` `` or by its family, `` `@types/*` ``:
 * who adds one writes down what for and what if it dies.
 */
export function checkDecisions(tree: Tree): Fault[] {
  const { dependencies, devDependencies, optionalDependencies } = manifestOf(tree)
  const records = tree.paths.filter((path) => /^docs\/decisions\/.*\.md$/.test(path))
  const named = records.flatMap((path) => [...tree.read(path).matchAll(/`([^`\s]+)`/g)].map((found) => found[1] ?? ''))
  const families = named.filter((name) => name.length > 3 && name.endsWith('*')).map((name) => name.slice(0, -1))
  const packages = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies })
  const unnamed = packages.filter((name) => !named.includes(name) && !families.some((family) => name.startsWith(family)))
  return unnamed.map((name) => ({ path: 'package.json', line: 1, why: `${name} is named in no record under docs/decisions` }))
}
