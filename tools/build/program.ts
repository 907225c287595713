import { build } from 'esbuild'
import { readFileSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { root } from './inputs.ts'

/**
 * Bundles the program into one file; packages stay outside it, imports with `#` are resolved by package.json. Throws when a letter in it is
 * beyond Latin-1 (in a regular expression or a tagged text, where it is not escaped): Node would then hold the whole program twice as large.
 */
export async function buildProgram(entry: string, target: string): Promise<void> {
  await build({
    entryPoints: { [basename(target, '.js')]: entry },
    outdir: dirname(target),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node26',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'hono/jsx',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'error',
  })
  const text = readFileSync(target, 'utf8')
  const at = text.search(/[\u0100-\uffff]/)
  if (at >= 0) throw new Error(`Write the letter beyond Latin-1 as \\u in: ${text.slice(Math.max(0, at - 40), at + 20)}`)
}
