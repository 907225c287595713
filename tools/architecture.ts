/**
 * Holds the direction of imports: `node tools/architecture.ts [source folder]`. The rules are the tables in
 * `architecture/may-use.ts`. Prints every breach with its file and line, and what was examined; examining nothing is a failure.
 */
import { join } from 'node:path'
import { type Breach, judge } from './architecture/judge.ts'
import { listSources, loadSource } from './architecture/source.ts'

/** What an examination of a source folder found. */
export type Report = { readonly breaches: readonly Breach[]; readonly summary: string; readonly examined: number }

function read(folder: string, path: string): { imports: number; queries: number; breaches: readonly Breach[] } {
  try {
    const source = loadSource(folder, path)
    return { imports: source.imports.length, queries: source.sqlLines.length, breaches: judge(source) }
  } catch (cause) {
    const why = `cannot be read: ${cause instanceof Error ? cause.message.split('\n')[0] : String(cause)}`
    return { imports: 0, queries: 0, breaches: [{ path, line: 1, why }] }
  }
}

/** Examines every TypeScript file below the folder. */
export function examine(folder: string): Report {
  const paths = listSources(folder)
  const files = paths.map((path) => read(folder, path))
  const modules = new Set(paths.filter((path) => path.startsWith('modules/')).map((path) => path.split('/')[1]))
  const sum = (key: 'imports' | 'queries') => files.reduce((total, file) => total + file[key], 0)
  const summary = `${paths.length} files in ${modules.size} modules: ${sum('imports')} imports, ${sum('queries')} SQL templates`
  return { breaches: files.flatMap((file) => file.breaches), summary, examined: paths.length }
}

/** Examines and prints; answers the exit code, 0 only when something was examined and nothing was found. */
export function run(folder: string, print: (line: string) => void): number {
  const { breaches, summary, examined } = examine(folder)
  if (examined === 0) {
    print(`architecture: examined nothing in ${folder}`)
    return 1
  }
  for (const { path, line, why } of breaches) print(`src/${path}:${line} ${why}`)
  print(`architecture: examined ${summary}; ${breaches.length === 0 ? 'no breach' : `${breaches.length} breaches`}`)
  return breaches.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = run(process.argv[2] ?? join(import.meta.dirname, '..', 'src'), console.log)
