import { expect, test } from 'vitest'
import { addressOf, knownIds } from './addresses.ts'
import type { Played } from './played.ts'

const badParts = ['%00', '%FF', '9'.repeat(30)]
const names = [
  'q',
  'list',
  'state',
  'after',
  'page',
  'month',
  'on',
  'from',
  'until',
  'agreement',
  'back',
  'phase',
  'day',
  'number',
  'amount',
  'saved',
]
const badQueries = ['%00', '%FF', '9'.repeat(30)].map((bad) => `?${names.map((name) => `${name}=${bad}`).join('&')}`)
const badWords = [
  'a\u0000b',
  '\uD800',
  'x'.repeat(20_000),
  '9'.repeat(40),
  '1e309',
  '31.02.2016',
  '=1+1',
  '00000000-0000-4000-8000-000000000000',
]
const staff = ['Mette Holm', 'Ibrahim Kaya', 'Gitte Dam', 'Anne Vig', 'Torben Vang', 'Amina Yıldız']

/** Each kind of form that somebody meets on a page one link away, with the fields it asks for. */
function formsOn(html: string): { action: string; fields: string[] }[] {
  return [...html.matchAll(/<form[^>]*method="post"[^>]*action="([^"]+)"[^>]*>(.*?)<\/form>/gs)].map(([, action = '', inside = '']) => ({
    action,
    fields: [...new Set([...inside.matchAll(/name="([\w-]+)"/g)].map(([, name = '']) => name))],
  }))
}

/** Whatever is sent, the program answers: no address, question or form makes it fail. */
export function hostileInputIsAnswered(played: () => Played): void {
  test('no hostile address or question breaks a page', async () => {
    const { modules, signedIn, logged } = played()
    const ids = await knownIds(played())
    const broken: string[] = []
    for (const name of ['Mette Holm', 'Amina Yıldız']) {
      const visitor = await signedIn(name)
      for (const route of modules.flatMap((module) => [...module.routes]).filter(({ path }) => !path.startsWith('/demo'))) {
        const parts = route.path.includes(':') ? badParts : []
        const addresses = [
          ...parts.map((bad) => route.path.replaceAll(/:[a-zA-Z]+(?:\{[^}]+\})?/g, bad)),
          ...(route.method === 'get' ? badQueries.map((query) => addressOf(route, ids, 0) + query) : []),
        ]
        for (const address of addresses) {
          const { status } = await visitor.ask(address, route.method === 'post' ? {} : undefined)
          if (status >= 500) broken.push(`${name} ${route.method} ${route.path}: ${address.slice(0, 80)}`)
        }
      }
    }
    expect([broken.join('\n'), logged.join('\n')]).toEqual(['', ''])
  }, 240_000)

  test('no form that staff or a citizen meets breaks on what is typed', async () => {
    const { modules, signedIn, logged } = played()
    const ids = await knownIds(played())
    const broken: string[] = []
    const met = new Set<string>()
    for (const name of staff) {
      const visitor = await signedIn(name)
      for (const route of modules.flatMap((module) => [...module.routes]).filter((one) => one.method === 'get')) {
        if (/^\/(demo|sign-out|my-sign-in)/.test(route.path)) continue
        const page = await visitor.ask(addressOf(route, ids, 1))
        for (const { action, fields } of formsOn(page.html)) {
          const kind = `${action.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')} ${fields.join(',')}`
          if (met.has(kind) || /sign-out|my-sign-in|demo/.test(action)) continue
          met.add(kind)
          for (const bad of badWords) {
            const { status } = await visitor.ask(action, Object.fromEntries(fields.map((field) => [field, bad])))
            if (status >= 500) broken.push(`${name} ${action}: ${JSON.stringify(bad.slice(0, 20))}`)
          }
          const odd = await visitor.ask(action, {}, { 'content-type': 'text/plain' })
          if (odd.status >= 500) broken.push(`${name} ${action}: a body that is no form`)
        }
      }
    }
    expect(met.size, 'how many depends on which cases the addresses lead to').toBeGreaterThan(40)
    expect([broken.join('\n'), logged.join('\n')]).toEqual(['', ''])
  }, 240_000)
}
