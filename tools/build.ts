/**
 * Builds the program: `node tools/build.ts [--quiet] [--styles] [--force]`.
 * Does nothing when nothing it reads has changed. Run by plain Node, which strips the types.
 */
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isMain, root, stampOf } from './build/inputs.ts'
import { buildProgram } from './build/program.ts'
import { buildPublic } from './build/public.ts'

const dist = join(root, 'dist')

/** Builds what is served under /public (styles, fonts, icons) unless it is up to date. True when it built. */
export async function buildStyles(force = false): Promise<boolean> {
  const target = join(dist, 'public')
  return refreshed('public', ['src/ui', 'src/kernel', 'src/modules/business', 'tools/build'], join(target, 'manifest.json'), force, () =>
    buildPublic(target),
  )
}

/** Bundles the program itself unless it is up to date. True when it built. */
export async function buildBundle(force = false): Promise<boolean> {
  const target = join(dist, 'grobund.js')
  return refreshed('program', ['src', 'tools/build'], target, force, () => buildProgram(join(root, 'src/main.ts'), target))
}

/** Builds when the stamp of the inputs differs from the one the last build left behind, which it writes last. */
async function refreshed(name: string, inputs: string[], result: string, force: boolean, build: () => Promise<void>): Promise<boolean> {
  const stampFile = join(dist, `.${name}.stamp`)
  const stamp = await stampOf([...inputs, 'package.json', 'package-lock.json'])
  const last = existsSync(result) && existsSync(stampFile) ? await readFile(stampFile, 'utf8') : ''
  if (!force && last === stamp) return false
  await mkdir(dist, { recursive: true })
  await rm(stampFile, { force: true })
  await build()
  await writeFile(stampFile, stamp)
  return true
}

async function main(flags: readonly string[]): Promise<void> {
  const force = flags.includes('--force')
  const started = performance.now()
  const styles = await buildStyles(force)
  const program = flags.includes('--styles') ? false : await buildBundle(force)
  const built = [styles && 'styles', program && 'program'].filter(Boolean).join(' and ')
  if (!flags.includes('--quiet'))
    console.log(built === '' ? 'Up to date' : `Built ${built} in ${Math.round(performance.now() - started)} ms`)
}

if (isMain(import.meta.url)) await main(process.argv.slice(2))
