import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isFault } from './fault.ts'

/**
 * The secret that keys are derived from: SESSION_SECRET, or on one's own machine a file in DATA_DIR that the first start makes and
 * only its owner reads. Processes that start at once agree on one. Throws a sentence when the file does not hold a secret.
 */
export async function programSecret(config: { sessionSecret: string | undefined; dataDir: string }): Promise<string> {
  if (config.sessionSecret !== undefined) return config.sessionSecret
  const file = join(config.dataDir, 'session-secret')
  const kept = (await read(file)) ?? (await make(config.dataDir, file))
  if (kept.length < 32) throw new Error(`${file}: holds no secret of 32 characters or more; bring it back from a backup`)
  return kept
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (isFault(error, 'ENOENT')) return null
    throw error
  }
}

// Written whole beside its place and then linked there, which only the first of several can do: nobody reads half a secret.
async function make(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const draft = `${file}.${randomBytes(6).toString('hex')}`
  await writeFile(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
  try {
    await link(draft, file)
  } catch (error) {
    if (!isFault(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  return (await read(file)) ?? ''
}
