import type { Context as HonoContext } from 'hono'
import { getCookie, setCookie, deleteCookie } from 'hono/cookie'
import { HTTPException } from 'hono/http-exception'
import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { isId, newId } from '#kernel/ids.ts'
import type { Lang } from '#ui/lang.ts'
import type { PageProps } from '#ui/page.tsx'
import type { Context } from '../db/database.ts'
import { contextOf } from './context.ts'
import { download } from './download.ts'
import { safePath } from './safe-path.ts'

/** The language of a reader. */
export type { Lang } from '#ui/lang.ts'

/** What the shell of every page needs to know besides the page itself. */
export type Frame = Omit<PageProps, 'title' | 'children'>

/** A refusal that the frame itself knows how to answer. */
export type FrameRefusal = { kind: string }

/** One request, as a page's handler sees it. */
export type Call = {
  /** Who asks; never null on a route with an action. */
  actor: Actor | null
  lang: Lang
  now: Instant
  today: Day
  frame: Frame
  context: Context
  /** The bare request, for headers and bodies of other kinds. */
  request: Request
  param(name: string): string
  query(name: string): string | undefined
  queries(): URLSearchParams
  form(): Promise<FormData>
  page(element: { toString(): unknown }, status?: 200 | 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429 | 500): Response
  see(path: string, done?: string): Response
  /** Leads to another site, at an address that the program made itself and nobody typed. */
  leaveFor(url: string): Response
  json(value: unknown, status?: number, type?: string): Response
  file(bytes: Uint8Array, type: string, name: string): Response
  /** A file that somebody sent: always saved, never opened in the page, never guessed at. Access is the caller's to ask. */
  download(bytes: Uint8Array, type: string, name: string): Response
  notFound(): Promise<Response>
  refused(refusal: FrameRefusal): Promise<Response>
  /** A fresh request id for a form about to be shown. */
  newRequestId(): string
  cookie(name: string): string | undefined
  setCookie(name: string, value: string, maxAgeSeconds?: number): void
  dropCookie(name: string): void
  /** The sender's network address, for throttling. */
  address: string
}

/** What the server hands in to answer for the frame's own pages. */
export type CallParts = {
  c: HonoContext
  actor: Actor | null
  lang: Lang
  now: Instant
  today: Day
  frame: Frame
  secure: boolean
  address: string
  refusedPage: (call: Call, refusal: FrameRefusal) => Promise<Response>
}

/** Makes the call of one request. */
export function makeCall(parts: CallParts): Call {
  const { c } = parts
  const cookieOptions = { httpOnly: true, sameSite: 'Lax', secure: parts.secure, path: '/' } as const
  const call: Call = {
    actor: parts.actor,
    lang: parts.lang,
    now: parts.now,
    today: parts.today,
    frame: parts.frame,
    address: parts.address,
    context: contextOf(parts.actor, parts.today),
    request: c.req.raw,
    param: (name) => storable(c.req.param(name) ?? ''),
    query: (name) => queriesOf(c).get(name) ?? undefined,
    queries: () => queriesOf(c),
    form: () => formOf(c),
    page: (element, status = 200) => c.html(`<!doctype html>${String(element.toString())}`, status),
    see(path, done) {
      if (done !== undefined) setCookie(c, 'flash', encodeURIComponent(done), { ...cookieOptions, maxAge: 60 })
      return c.redirect(safePath(path), 303)
    },
    leaveFor: (url) => c.redirect(url, 303),
    json: (value, status = 200, type = 'application/json') =>
      new Response(JSON.stringify(value), { status, headers: { 'content-type': type } }),
    file: (bytes, type, name) =>
      new Response(new Blob([new Uint8Array(bytes)]), {
        headers: {
          'content-type': type,
          'content-disposition': `inline; filename="${name.replaceAll(/[^\w.-]/g, '_')}"`,
          'cache-control': 'no-store',
        },
      }),
    download: (bytes, type, name) => download(bytes, type, name),
    notFound: () => parts.refusedPage(call, { kind: 'not_found' }),
    refused: (refusal) => parts.refusedPage(call, refusal),
    newRequestId: () => newId(),
    cookie: (name) => getCookie(c, name),
    setCookie: (name, value, maxAge) => setCookie(c, name, value, maxAge === undefined ? cookieOptions : { ...cookieOptions, maxAge }),
    dropCookie: (name) => {
      deleteCookie(c, name, { path: '/' })
    },
  }
  return call
}

// No text of the database can hold the character NUL, and nobody types it.
function storable(text: string): string {
  return text.replaceAll('\u0000', '')
}

function queriesOf(c: HonoContext): URLSearchParams {
  return new URLSearchParams([...new URL(c.req.url).searchParams].map(([name, value]) => [name, storable(value)]))
}

function isTooLarge(cause: unknown): boolean {
  return cause instanceof Error && cause.name === 'BodyLimitError'
}

/** The form of a request; a body that is no form is refused as unreadable. */
async function formOf(c: HonoContext): Promise<FormData> {
  const given = await c.req.formData().catch((cause: unknown) => {
    // A body that is too large fails here too, and is answered as that.
    throw cause instanceof TypeError && !isTooLarge(cause.cause) ? new HTTPException(400, { cause }) : cause
  })
  const form = new FormData()
  for (const [name, value] of given) {
    if (typeof value === 'string') form.append(name, storable(value))
    else form.append(name, value, value.name)
  }
  return form
}

/** The request id a form carried, or a new one when it was missing or malformed. */
export function requestIdOf(form: FormData): string {
  const given = form.get('request_id')
  return typeof given === 'string' && isId(given) ? given : newId()
}

/** The file sent in a field of a form; null when none was chosen. */
export function fileOf(form: FormData, name: string): File | null {
  const given = form.get(name)
  return given instanceof File && (given.size > 0 || given.name !== '') ? given : null
}
