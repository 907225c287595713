import { spawn, spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { roles, socketConnection } from '#platform/db/connection.ts'
import { type Account, serverAccount } from '#platform/db/embedded/account.ts'
import { type Binaries, packageForThisMachine, prepareBinaries } from '#platform/db/embedded/binaries.ts'
import { type Durability, ensureCluster, superuser } from '#platform/db/embedded/cluster.ts'
import { isAlive } from '#platform/db/embedded/processes.ts'
import { launchServer } from '#platform/db/embedded/server.ts'
import { ensureDatabase, ensureRoles } from '#platform/db/ensure-roles.ts'
import { migrate } from '#platform/db/migrate.ts'

/** A running server of a test run: the folder of its socket, the template that databases are copied from, and its end. */
export type TestServer = { socketFolder: string; stop: () => Promise<void> }

/** The migrated database that each test's own is a copy of. */
export const templateDatabase = 'grobund_template'

/** Folders of a run begin with this and its process id; one whose process is gone is removed by the next run. */
export const runPrefix = 'grobund-test-'

/**
 * Starts a server for one test run in a folder of its own, with roles and a migrated template. It ends with this process, however
 * that ends: a small guard process holds a pipe to it. What an earlier run left behind is removed first. Only a benchmark asks
 * for a durable one, which waits for the disk.
 */
export async function startTestServer(
  packageName: string = packageForThisMachine(),
  migrations?: string,
  durability: Durability = 'fleeting',
): Promise<TestServer> {
  sweep()
  const account = serverAccount()
  const folder = mkdtempSync(join(tmpdir(), `${runPrefix}${process.pid}-`))
  // Before anything is copied into it: the account the server runs as must be able to walk in.
  chmodSync(folder, 0o711)
  const binaries = prepareBinaries(packageName, account, join(folder, 'bin'))
  const [socketFolder, cluster] = [join(folder, 'run'), join(folder, 'cluster')]
  mkdirSync(socketFolder, { mode: 0o700 })
  if (account !== null) chownSync(socketFolder, account.uid, account.gid)
  await makeCluster(binaries, account, cluster)
  const server = await launchServer({
    binaries,
    account,
    cluster,
    socketFolder,
    logFile: join(folder, 'server.log'),
    durability,
  })
  const guard = startGuard(server.pid, folder)
  const stop = async () => {
    await server.stop()
    guard.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const admin = socketConnection(socketFolder, superuser, 'postgres')
    await ensureRoles(admin)
    await ensureDatabase(admin, templateDatabase)
    await migrate(socketConnection(socketFolder, roles.owner, templateDatabase), migrations)
  } catch (error) {
    await stop()
    throw error
  }
  return { socketFolder, stop }
}

// A cluster fresh from initdb is the same every time: the first run on a machine keeps a copy, and later ones begin with that.
async function makeCluster(binaries: Binaries, account: Account | null, cluster: string): Promise<void> {
  const uid = account?.uid ?? process.getuid?.() ?? 0
  const kept = join(tmpdir(), `grobund-initdb-${binaries.version}-${uid}`)
  const copy = (from: string, to: string) => spawnSync('cp', ['-a', from, to]).status === 0
  if (existsSync(kept) && statSync(kept).uid === uid && copy(kept, cluster)) return
  rmSync(cluster, { recursive: true, force: true })
  await ensureCluster(binaries, account, cluster, 'fleeting')
  const draft = `${kept}.${randomUUID()}`
  if (!copy(cluster, draft)) return
  try {
    renameSync(draft, kept)
  } catch {
    rmSync(draft, { recursive: true, force: true }) // another run was faster
  }
}

// The guard reads from a pipe that nobody writes to: it ends when this process does, even by SIGKILL.
function startGuard(serverPid: number, folder: string): ReturnType<typeof spawn> {
  const script = 'cat >/dev/null; kill -QUIT "$0" 2>/dev/null; sleep 1; kill -KILL "$0" 2>/dev/null; rm -rf "$1"'
  const guard = spawn('/bin/sh', ['-c', script, String(serverPid), folder], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] })
  guard.unref()
  return guard
}

function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(runPrefix))) {
    const pid = Number(name.slice(runPrefix.length).split('-')[0])
    if (!isAlive(pid)) rmSync(join(tmpdir(), name), { recursive: true, force: true })
  }
}
