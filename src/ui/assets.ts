import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The files a page may link to, by their plain name. */
export type AssetName = 'grobund.css' | 'icons.svg' | 'favicon.svg' | 'plex-400.woff2' | 'plex-500.woff2' | 'plex-600.woff2'

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

/** Reads the manifest once; where nothing has been built (tests, a fresh checkout under tsx) the styles are built first. */
function manifest(): Manifest {
  if (known !== undefined) return known
  const path = join(publicDir(), 'manifest.json')
  if (!existsSync(path))
    execFileSync(process.execPath, [join(projectRoot(), 'tools', 'build.ts'), '--styles', '--quiet'], { stdio: 'inherit' })
  known = JSON.parse(readFileSync(path, 'utf8')) as Manifest
  return known
}

/** The address of a built file, with the hash of its content. Throws when the build did not make it. */
export function assetUrl(name: AssetName): string {
  const file = manifest()[name]
  if (file === undefined) throw new Error(`The build made no ${name}`)
  return assetPrefix + file
}
