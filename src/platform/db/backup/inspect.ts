import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import { type Entry, unpackArchive } from './archive.ts'
import { type Head, type Manifest, headSchema, manifestSchema } from './contents.ts'

/** The entries of a backup file. */
export function readBackup(file: string): AsyncGenerator<Entry> {
  const source = createReadStream(file)
  const plain = createGunzip()
  source.on('error', (error) => plain.destroy(error))
  return unpackArchive(source.pipe(plain))
}

/** The table a part belongs to, as `schema/name`; null for any other entry. */
export function tableOf(entryName: string): string | null {
  return /^tables\/(.+)\/\d+\.copy$/.exec(entryName)?.[1] ?? null
}

/**
 * Reads a whole backup and holds every hash against its manifest, changing nothing. Throws a sentence when it is damaged, breaks
 * off, or is no backup.
 */
export async function inspect(file: string): Promise<{ head: Head; manifest: Manifest }> {
  const hashes = new Map<string, Hash>()
  let head: Head | undefined
  let manifest: Manifest | undefined
  try {
    for await (const { name, body } of readBackup(file)) {
      if (name === 'head.json') head = headSchema.parse(JSON.parse(body.toString('utf8')))
      else if (name === 'manifest.json') manifest = manifestSchema.parse(JSON.parse(body.toString('utf8')))
      else {
        const key = tableOf(name) ?? name
        const hash = hashes.get(key) ?? createHash('sha256')
        hashes.set(key, hash.update(body))
      }
    }
  } catch (error) {
    throw new Error(`${file} cannot be restored: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
  if (head === undefined || manifest === undefined) throw new Error(`${file} cannot be restored: it is not a whole backup`)
  compare(file, manifest, hashes)
  return { head, manifest }
}

function compare(file: string, manifest: Manifest, hashes: ReadonlyMap<string, Hash>): void {
  const expected = new Map<string, string>([
    ...manifest.tables.map(({ schema, name, sha256 }) => [`${schema}/${name}`, sha256] as const),
    ...manifest.files.map(({ path, sha256 }) => [`files/${path}`, sha256] as const),
  ])
  const nothing = createHash('sha256').digest('hex')
  for (const [key, sha256] of expected) {
    const found = hashes.get(key)?.copy().digest('hex') ?? nothing
    if (found !== sha256) throw new Error(`${file} cannot be restored: ${key} is not what was backed up`)
  }
  for (const key of hashes.keys()) if (!expected.has(key)) throw new Error(`${file} cannot be restored: ${key} is not in its manifest`)
}
