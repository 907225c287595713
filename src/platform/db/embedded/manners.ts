import { execFile } from 'node:child_process'

/**
 * Asks Linux that the server with this process id, and every connection it opens from now on, never interrupts whoever has just asked it:
 * the program, which would then wait behind its own question while another processor idles. A thirtieth more pages come of it under load.
 * Where the system has no such manners nothing changes, and nothing is said.
 */
export async function teachManners(pid: number): Promise<void> {
  if (process.platform !== 'linux') return
  await new Promise<void>((resolve) => {
    execFile('chrt', ['--batch', '--pid', '0', String(pid)], { timeout: 2_000 }, () => resolve())
  })
}
