import { readFile } from 'node:fs/promises'
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, extname, join } from 'node:path'
import { assetPrefix, publicDir } from '#ui/assets.ts'
import { parseLang } from '#ui/lang.ts'
import { buildStyles } from '../../tools/build.ts'
import { galleryHtml, galleryNames } from './gallery.tsx'

const types: Record<string, string> = { '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }

/** The policy the program itself sends: nothing inline, nothing from elsewhere. */
export const strictPolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

/** Serves the gallery under a strict policy on a free port. The caller closes it. */
export async function serveGallery(): Promise<{ origin: string; close: () => void }> {
  await buildStyles()
  const server: Server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const name = galleryNames.find((page) => url.pathname === `/${page}`)
    if (name !== undefined) {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': strictPolicy })
      response.end(galleryHtml(name, parseLang(url.searchParams.get('lang'))))
      return
    }
    if (!url.pathname.startsWith(assetPrefix)) {
      response.writeHead(404).end()
      return
    }
    readFile(join(publicDir(), basename(url.pathname))).then(
      (content) => response.writeHead(200, { 'content-type': types[extname(url.pathname)] ?? 'text/plain' }).end(content),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, close: () => server.close() }
}
