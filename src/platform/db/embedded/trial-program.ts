// A program of its own for the tests that kill one: starts the embedded server, says so in one line, and stops it on SIGTERM.
import { startEmbedded } from './embedded.ts'

const [dataDir = '', home = ''] = process.argv.slice(2)
const log = { info: console.error, warn: console.error, error: console.error }
try {
  const embedded = await startEmbedded({ dataDir, home, log })
  const idle = setInterval(() => undefined, 1_000)
  process.once('SIGTERM', () => {
    clearInterval(idle)
    void embedded.stop()
  })
  console.log(JSON.stringify({ pid: embedded.pid(), connection: embedded.superuserConnection }))
} catch (error) {
  console.log(JSON.stringify({ error: error instanceof Error ? error.message : String(error) }))
  process.exitCode = 1
}
