import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'

/** Who stands before the provider's screen, and what the provider would say of them. */
export type Standing = { subject: string; acr: string; cpr?: string; declines?: boolean }

/** A real OpenID provider in this process, at whose screen stands whoever `stands` says. */
export type IdentityProvider = {
  issuer: string
  stands: (who: Standing) => void
  /** Follows the provider's own pages as a browser with cookies, until they lead back to `back`. */
  follow: (url: string, back: string) => Promise<string>
  /** Stops answering. */
  close: () => Promise<void>
}

/** The client that the provider knows. */
export const testClient = { id: 'grobund', secret: 'an invented client secret' }

/** Starts one that knows one client and sends it back to `back`. */
export async function startIdentityProvider(back: string): Promise<IdentityProvider> {
  let standing: Standing = { subject: 'nobody', acr: 'low' }
  const server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const issuer = `http://127.0.0.1:${portOf(server)}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: testClient.id,
        client_secret: testClient.secret,
        redirect_uris: [back],
        post_logout_redirect_uris: [new URL('/sign-in', back).href],
      },
    ],
    claims: { openid: ['sub', 'acr', 'cpr'] },
    acrValues: ['low', 'substantial', 'high'],
    pkce: { required: () => true },
    cookies: { keys: ['an invented key'] },
    features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (_, interaction) => `/stand/${interaction.uid}` },
    findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ sub, ...(standing.cpr === undefined ? {} : { cpr: standing.cpr }) }) }),
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope('openid')
      grant.addOIDCClaims(['cpr', 'acr'])
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/stand/') !== true) return void answer(request, response)
    const result = standing.declines === true ? { error: 'access_denied' } : { login: { accountId: standing.subject, acr: standing.acr } }
    provider
      .interactionFinished(request, response, result)
      .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  return {
    issuer,
    stands: (who) => {
      standing = who
    },
    follow: (url, end) => follow(url, end),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === 'string') throw new Error('the provider listens nowhere')
  return address.port
}

async function follow(start: string, back: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = start
  for (let step = 0; step < 10; step += 1) {
    if (url.startsWith(back)) return url
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
    for (const line of response.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const next = response.headers.get('location')
    if (next === null) throw new Error(`The provider stopped at ${url}: ${response.status} ${(await response.text()).slice(0, 500)}`)
    url = new URL(next, url).href
  }
  throw new Error('The provider leads in circles')
}
