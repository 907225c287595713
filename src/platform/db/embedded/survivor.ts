import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Places } from './places.ts'
import { isAlive, servesCluster } from './processes.ts'
import { pidFileLines, stopServer } from './server.ts'

/**
 * Clears the way for a new server on a cluster whose lock the caller holds. A server that outlived its program is stopped: a
 * fresh start knows its settings and has no transactions of the dead program left. A pid file whose process is gone, or whose
 * number another program got, is made harmless.
 */
export async function clearSurvivor(places: Places, say: (sentence: string) => void): Promise<void> {
  const lines = pidFileLines(places.cluster)
  const pid = Number(lines[0])
  if (Number.isInteger(pid) && pid > 1) {
    if (servesCluster(pid, places.cluster)) {
      say(`A database server of an earlier run is still there (process ${pid}); stopping it`)
      await stopServer(pid)
    } else if (isAlive(pid)) {
      // The server would take the stranger for its elder brother and refuse. Its parent's number it takes for stale, and the
      // rest of the file, by which it looks for orphaned processes that still write, stays in force.
      writeFileSync(join(places.cluster, 'postmaster.pid'), [String(process.pid), ...lines.slice(1)].join('\n'))
    }
  }
  for (const name of ['.s.PGSQL.5432', '.s.PGSQL.5432.lock']) rmSync(join(places.socketFolder, name), { force: true })
}
