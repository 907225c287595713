import { cp, mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { loadFonts } from './fonts.ts'
import { contentHash, root } from './inputs.ts'
import { buildScripts } from './scripts.ts'
import { buildSprite } from './sprite.ts'
import { compileStyles } from './styles.ts'

const asBrotli = promisify(brotliCompress)
const asGzip = promisify(gzip)

/** Writes every file that is served under /public, each with its content's hash in its name, and the manifest that knows them. */
export async function buildPublic(target: string): Promise<void> {
  // Built beside the real folder and moved into place, so that two builds at once leave one whole result.
  const draft = join(dirname(target), `.public-${process.pid}`)
  await rm(draft, { recursive: true, force: true })
  await mkdir(draft, { recursive: true })
  const manifest: Record<string, string> = {}
  const fonts = await loadFonts()
  for (const font of fonts.files) {
    await writeFile(join(draft, font.file), font.content)
    manifest[font.name] = font.file
  }
  const texts = new Map([['grobund.css', await compileStyles(fonts.rules)], ['icons.svg', await buildSprite()], ...(await buildScripts())])
  for (const name of await readdir(join(root, 'src/ui/public'))) texts.set(name, await readFile(join(root, 'src/ui/public', name), 'utf8'))
  for (const [name, text] of texts) manifest[name] = await writeText(draft, name, text)
  await writeFile(join(draft, 'manifest.json'), JSON.stringify(manifest, null, 2))
  await replaceFolder(draft, target)
}

async function writeText(folder: string, name: string, text: string): Promise<string> {
  const end = extname(name)
  const file = `${name.slice(0, -end.length)}.${contentHash(text)}${end}`
  const bytes = Buffer.from(text)
  await writeFile(join(folder, file), bytes)
  await writeFile(join(folder, `${file}.br`), await asBrotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  await writeFile(join(folder, `${file}.gz`), await asGzip(bytes, { level: 9 }))
  return file
}

/** Old files stay for pages that are open in a browser: their names carry a hash. The manifest is put in place last. */
async function replaceFolder(draft: string, target: string): Promise<void> {
  await mkdir(target, { recursive: true })
  await cp(draft, target, { recursive: true, filter: (source) => !source.endsWith('manifest.json') })
  await rename(join(draft, 'manifest.json'), join(target, 'manifest.json'))
  await rm(draft, { recursive: true, force: true })
}
