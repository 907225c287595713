import { createServer } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { type TestServer, runPrefix, startTestServer } from './test-server.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    testServerDoor: string
  }
}

/**
 * Offers one database server to all test files of the run. It is started when the first of them asks, so that a run of pure
 * tests costs nothing; the workers ask through a socket because they are processes of their own.
 * GROBUND_TEST_PG=16 runs everything on the oldest supported version.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), `${runPrefix}${process.pid}-door-`))
  const door = join(folder, 'door')
  const packageName = process.env['GROBUND_TEST_PG'] === '16' ? 'pg16' : undefined
  let server: Promise<TestServer> | undefined
  const listener = createServer((_request, response) => {
    server ??= startTestServer(packageName)
    server.then(
      ({ socketFolder }) => response.end(JSON.stringify({ socketFolder })),
      (error: unknown) => response.writeHead(500).end(error instanceof Error ? error.message : String(error)),
    )
  })
  await new Promise<void>((resolve) => listener.listen(door, resolve))
  project.provide('testServerDoor', door)
  return async () => {
    listener.close()
    listener.closeAllConnections()
    rmSync(folder, { recursive: true, force: true })
    const started = await server?.catch(() => undefined)
    await started?.stop()
  }
}
