import { createHash } from 'node:crypto'
import { readFile, readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'

/** The project's root. */
export const root = dirname(dirname(import.meta.dirname))

/** True when the file with this address is the one Node was started with. */
export function isMain(url: string): boolean {
  return process.argv[1] !== undefined && pathToFileURL(process.argv[1]).href === url
}

/** A short hash that changes whenever one of the files, or one in the folders, does. Tests are not inputs. */
export async function stampOf(paths: readonly string[]): Promise<string> {
  const files = (await Promise.all(paths.map((path) => filesUnder(join(root, path))))).flat().toSorted()
  const hash = createHash('sha256')
  for (const file of files) hash.update(`${file.slice(root.length)}\0`).update(await readFile(file))
  return shortHash(hash.digest('hex'))
}

/** The first ten characters of a hash: enough to tell one build's file from another's. */
export function shortHash(hex: string): string {
  return hex.slice(0, 10)
}

/** A hash of content, for names that may be cached for ever. */
export function contentHash(content: string | Uint8Array): string {
  return shortHash(createHash('sha256').update(content).digest('hex'))
}

async function filesUnder(path: string): Promise<string[]> {
  if (!(await stat(path)).isDirectory()) return [path]
  const entries = await readdir(path, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name))
}
