import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * A text that tells the life of a process apart from a later one with the same number: when it started, and since which start
 * of the machine. Null when there is no such process.
 */
export function processStart(pid: number): string | null {
  if (!isAlive(pid)) return null
  if (process.platform !== 'linux') return ask('lstart', pid)
  try {
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${statField(pid, 22)}`
  } catch {
    return null // it ended between the two looks
  }
}

/** What Linux says of a process in one field of its `stat`, numbered from 1 as in its manual, from 3 on. Throws when there is no such process. */
export function statField(pid: number, field: number): string | undefined {
  // The program's name in parentheses, the 2nd, may hold spaces: the fields after it are counted.
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[field - 3]
}

/** True when the process is a PostgreSQL server on this cluster, and not another program that got the same number later. */
export function servesCluster(pid: number, cluster: string): boolean {
  return isAlive(pid) && commandLine(pid).includes(`-D ${cluster} `)
}

/** True when the process runs, whoever owns it; one that ended and only waits to be collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function isZombie(pid: number): boolean {
  try {
    return process.platform === 'linux' && statField(pid, 3) === 'Z'
  } catch {
    return true
  }
}

function commandLine(pid: number): string {
  if (process.platform !== 'linux') return ask('command', pid) ?? ''
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
  } catch {
    return ''
  }
}

function ask(what: 'lstart' | 'command', pid: number): string | null {
  const { status, stdout } = spawnSync('ps', ['-ww', '-o', `${what}=`, '-p', String(pid)], { encoding: 'utf8' })
  return status === 0 ? stdout.trim() : null
}
