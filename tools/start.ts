/** Builds what is stale, then becomes the program: what `npm start` and `npm run demo` run, with the program's command as its word. */
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { stopWithShell } from './build/shell-watch.ts'

if (process.env['npm_lifecycle_event'] !== undefined) stopWithShell()
// The build has a process of its own, so that its memory is given back.
const built = spawnSync(process.execPath, [fileURLToPath(new URL('./build.ts', import.meta.url))], { stdio: 'inherit' })
if (built.status === 0) await import(new URL('../dist/grobund.js', import.meta.url).href)
else process.exitCode = 1
