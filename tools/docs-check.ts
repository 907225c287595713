/** Holds the documents to the truth: `node tools/docs-check.ts [project folder]`. Prints every fault with its file and line. */
import { join } from 'node:path'
import { checkBannedWords, checkReadmes, checkSettings } from './docs-check/files.ts'
import { checkLinks } from './docs-check/links.ts'
import { checkCommands, checkDecisions } from './docs-check/packages.ts'
import { checkGlossary, checkModuleTable } from './docs-check/tables.ts'
import { type Fault, documentsOf, openTree } from './docs-check/tree.ts'

const checks = [checkLinks, checkCommands, checkDecisions, checkReadmes, checkSettings, checkGlossary, checkModuleTable, checkBannedWords]

/** All faults of the project in a folder, check by check. */
export function findFaults(root: string): Fault[] {
  const tree = openTree(root)
  return checks.flatMap((check) => check(tree))
}

/** Checks and prints; answers the exit code, 0 only when there were documents to read and nothing was wrong. */
export function run(root: string, print: (line: string) => void): number {
  const tree = openTree(root)
  const documents = documentsOf(tree).length
  if (documents === 0) {
    print(`docs-check: examined nothing in ${root}`)
    return 1
  }
  const faults = findFaults(root)
  for (const { path, line, why } of faults) print(`${path}:${line} ${why}`)
  const verdict = faults.length === 0 ? 'no fault' : `${faults.length} faults`
  print(`docs-check: examined ${documents} documents and ${tree.paths.length} files; ${verdict}`)
  return faults.length === 0 ? 0 : 1
}

if (import.meta.main) process.exitCode = run(process.argv[2] ?? join(import.meta.dirname, '..'), console.log)
