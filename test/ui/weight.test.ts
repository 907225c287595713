import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type AssetName, assetPrefix, assetUrl, publicDir } from '#ui/assets.ts'
import { galleryHtml } from '../support/gallery.tsx'

async function weight(name: AssetName, end = ''): Promise<number> {
  return (await stat(join(publicDir(), assetUrl(name).slice(assetPrefix.length) + end))).size
}

test('a first page with its styles, icons and fonts weighs at most 80 kB', async () => {
  const html = brotliCompressSync(galleryHtml('case', 'da')).byteLength
  const parts = await Promise.all([
    weight('grobund.css', '.br'),
    weight('icons.svg', '.br'),
    weight('plex-400.woff2'),
    weight('plex-500.woff2'),
    weight('plex-600.woff2'),
  ])
  expect(html + parts.reduce((sum, part) => sum + part, 0)).toBeLessThanOrEqual(80_000)
})

test('the style sheet names no file that is not served', async () => {
  const css = await readFile(join(publicDir(), assetUrl('grobund.css').slice(assetPrefix.length)), 'utf8')
  const named = [...css.matchAll(/url\(([^)]+)\)/g)].map((found) => found[1] ?? '')
  expect(named.length).toBeGreaterThan(0)
  for (const file of named) expect((await stat(join(publicDir(), file))).size).toBeGreaterThan(0)
})
