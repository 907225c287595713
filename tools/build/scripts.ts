import { build } from 'esbuild'
import { join } from 'node:path'
import { root } from './inputs.ts'

/** The scripts of custom elements, by the name they are served under. Whatever is added here must leave its page working without it. */
const scripts = {
  'budget-live.js': 'src/modules/business/web/budget/live.client.ts',
  'keep.js': 'src/ui/client/keep.client.ts',
  'sum-live.js': 'src/modules/evaluation/web/assumptions/live.client.ts',
  'passkey.js': 'src/modules/access/web/passkey.client.ts',
} as const

/** Bundles each script with what it shares with the server, for browsers of the last years. */
export async function buildScripts(): Promise<[name: string, text: string][]> {
  const built = await build({
    entryPoints: Object.fromEntries(Object.entries(scripts).map(([name, path]) => [name.replace(/\.js$/, ''), join(root, path)])),
    outdir: 'out',
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  return built.outputFiles.map((file) => [file.path.split(/[\\/]/).at(-1) ?? '', file.text])
}
