import { execFileSync } from 'node:child_process'
import { cpus, release, totalmem, type } from 'node:os'

/** The machine in a line: what every figure of a run has to be read with. */
export function machine(): string {
  const [cpu] = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  const commit = asked('git', ['rev-parse', '--short', 'HEAD'])
  return `${cpus().length} × ${cpu?.model.trim() ?? 'unknown processor'}, ${memory} GiB, ${type()} ${release()}, Node ${process.version}${commit === '' ? '' : `, commit ${commit}`}`
}

function asked(command: string, words: readonly string[]): string {
  try {
    return execFileSync(command, [...words], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  } catch {
    return ''
  }
}
