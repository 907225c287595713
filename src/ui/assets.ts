import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The scripts a page may load: small custom elements for which no page waits. */
export type ScriptName = 'budget-live.js' | 'keep.js' | 'passkey.js' | 'sum-live.js'

/** The files a page may link to, by their plain name. */
export type AssetName = ScriptName | 'grobund.css' | 'icons.svg' | 'favicon.svg' | 'plex-400.woff2' | 'plex-500.woff2' | 'plex-600.woff2'

/** The address under which the built files are served. */
export const assetPrefix = '/public/'

type Manifest = Record<string, string>

/** The project's root: the nearest folder above this file, in `src/ui` or in the bundle, that holds a package.json. */
function projectRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder)
    if (above === folder) throw new Error('No package.json above the program: the installation is incomplete')
    folder = above
  }
  return folder
}

/** The folder whose files are served under `assetPrefix`; names carry a hash of the content and may be cached for ever. */
export function publicDir(): string {
  return join(projectRoot(), 'dist', 'public')
}

let known: Manifest | undefined

/** Reads the manifest once; where nothing has been built (tests, a fresh checkout under tsx) the files are built first. */
function manifest(): Manifest {
  if (known !== undefined) return known
  const path = join(publicDir(), 'manifest.json')
  if (!existsSync(path)) build()
  known = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  return known
}

function build(): void {
  execFileSync(process.execPath, [join(projectRoot(), 'tools', 'build.ts'), '--styles', '--quiet'], { stdio: 'inherit' })
}

/** The file of a name; what an older build did not make yet is built now. */
function fileOf(name: AssetName): string | undefined {
  const file = manifest()[name]
  if (file !== undefined || !existsSync(join(projectRoot(), 'tools', 'build.ts'))) return file
  build()
  known = undefined
  return manifest()[name]
}

/** The address of a built file, with the hash of its content. Throws when the build did not make it. */
export function assetUrl(name: AssetName): string {
  const file = fileOf(name)
  if (file === undefined) throw new Error(`The build made no ${name}`)
  return assetPrefix + file
}
