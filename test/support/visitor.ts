import type { Hono } from 'hono'

/** What a visit answered. */
export type Visit = { status: number; html: string; location: string | null }

/** Somebody at the program's pages without a browser: keeps cookies as one does, follows nothing, reads English. */
export type Visitor = {
  ask: (path: string, fields?: Record<string, string>, headers?: Record<string, string>) => Promise<Visit>
  cookies: Map<string, string>
}

/** A new visitor of a program. */
export function visitorOf(server: Hono, origin = 'http://localhost'): Visitor {
  const cookies = new Map<string, string>([['lang', 'en']])
  const ask: Visitor['ask'] = async (path, fields, more = {}) => {
    const headers = { cookie: [...cookies].map((pair) => pair.join('=')).join('; '), origin, ...more }
    const init = fields === undefined ? { headers } : { method: 'POST', headers, body: new URLSearchParams(fields) }
    const response = await server.request(`${origin}${path}`, init)
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      if (value === '' || /max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return { status: response.status, html: await response.text(), location: response.headers.get('location') }
  }
  return { ask, cookies }
}
