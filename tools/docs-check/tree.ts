import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** A project's files as the checks read them: paths relative to the root, with `/`. */
export type Tree = {
  readonly paths: readonly string[]
  /** The text of a file; empty for a picture or any other file that is no text. */
  readonly read: (path: string) => string
  /** True for a file or folder that is there, followed by git or not. */
  readonly has: (path: string) => boolean
}

/** Something the documents say that is not so. */
export type Fault = { readonly path: string; readonly line: number; readonly why: string }

const skipped = new Set(['node_modules', 'dist', 'data', '.git'])

function walk(root: string, folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((each) => {
    if (skipped.has(each.name)) return []
    const path = posix.join(folder, each.name)
    return each.isDirectory() ? walk(root, path) : [path]
  })
}

/** The files git follows; every file where there is no git, as in an unpacked archive. */
function listFiles(root: string): string[] {
  if (!existsSync(join(root, '.git'))) return walk(root, '')
  const names = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 26 }).split('\0')
  return names.filter((path) => path !== '' && existsSync(join(root, path)))
}

/** Opens the tree below a folder. */
export function openTree(root: string): Tree {
  const texts = new Map<string, string>()
  function read(path: string): string {
    const known = texts.get(path)
    if (known !== undefined) return known
    const bytes = readFileSync(join(root, path))
    const text = bytes.subarray(0, 8000).includes(0) ? '' : bytes.toString('utf8')
    texts.set(path, text)
    return text
  }
  return { paths: listFiles(root), read, has: (path) => existsSync(join(root, path)) }
}

/** The documents: every `.md` file of the tree. */
export function documentsOf(tree: Tree): readonly string[] {
  return tree.paths.filter((path) => path.endsWith('.md'))
}

/** The lines of a file with their numbers, from 1. */
export function linesOf(tree: Tree, path: string): { text: string; line: number }[] {
  return tree
    .read(path)
    .split('\n')
    .map((text, at) => ({ text, line: at + 1 }))
}
