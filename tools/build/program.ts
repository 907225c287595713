import { build } from 'esbuild'
import { basename, dirname } from 'node:path'
import { root } from './inputs.ts'

/** Bundles the program into one file; packages stay outside it, imports with `#` are resolved by package.json. */
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
}
