/**
 * Measures how fast the program is: `npm run bench`, `npm run bench -- worklist`, with `--full` at the sizes the published
 * figures are for, with `--write` into docs/operate/performance.md. It judges nothing; a figure stands beside the baseline of
 * the same run. What is measured is built and started as the program is: under a development loader a page costs a tenth more.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { startFlags } from './bench/start-flags.ts'
import { buildBundle, buildStyles } from './build.ts'
import { root } from './build/inputs.ts'
import { buildProgram } from './build/program.ts'

await buildStyles()
await buildBundle()
const bench = join(root, 'dist', 'bench.js')
await buildProgram(join(root, 'tools/bench/run.ts'), bench)
const { status } = spawnSync(process.execPath, [...startFlags(root), bench, ...process.argv.slice(2)], { stdio: 'inherit', cwd: root })
process.exitCode = status ?? 1
