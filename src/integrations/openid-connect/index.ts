import {
  AuthorizationResponseError,
  type Configuration,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Log } from '#platform/log.ts'
import type { OidcProvider } from '#platform/oidc-settings.ts'
import type { KeptStep, OutsideProof, OutsideProvider, OutsideRefusal } from '#modules/access/index.ts'

const answerWithinSeconds = 8
const askAgainAfterMs = 60 * 60 * 1000

/** A provider by OpenID Connect: code flow with PKCE, state and nonce, a level demanded. What it says of itself is asked once an hour. */
export function openIdConnect(settings: OidcProvider, log: Log): OutsideProvider {
  const configuration = remembered(settings)
  const told = (error: unknown, what: string) => log.warn({ err: error, provider: settings.key }, what)
  return {
    key: settings.key,
    name: settings.name,
    for: settings.for,
    issuer: settings.issuer,
    begin: async (back) => {
      try {
        return await begin(await configuration(), settings, back)
      } catch (error) {
        told(error, 'a provider of sign-in does not answer')
        return null
      }
    },
    finish: async (given) => {
      try {
        return await finish(await configuration(), settings, given)
      } catch (error) {
        told(error, 'a sign-in came back without a proof')
        return refuse({ kind: isUnreached(error) ? 'provider_down' : 'outside_refused' })
      }
    },
    endUrl: async ({ proof, back }) => {
      try {
        return buildEndSessionUrl(await configuration(), { id_token_hint: proof, post_logout_redirect_uri: back }).href
      } catch {
        return null
      }
    },
  }
}

function remembered(settings: OidcProvider): () => Promise<Configuration> {
  let known: { at: number; configuration: Configuration } | null = null
  return async () => {
    if (known !== null && Date.now() - known.at < askAgainAfterMs) return known.configuration
    const issuer = new URL(settings.issuer)
    // The settings let plain HTTP through for this machine only.
    const execute = issuer.protocol === 'http:' ? [allowInsecureRequests] : []
    const options = { execute, timeout: answerWithinSeconds }
    const configuration = await discovery(issuer, settings.clientId, settings.clientSecret, undefined, options)
    known = { at: Date.now(), configuration }
    return configuration
  }
}

async function begin(configuration: Configuration, settings: OidcProvider, back: string): Promise<{ url: string; kept: KeptStep }> {
  const kept = { state: randomState(), nonce: randomNonce(), verifier: randomPKCECodeVerifier() }
  const url = buildAuthorizationUrl(configuration, {
    ...settings.extra,
    redirect_uri: back,
    scope: settings.extra['scope'] ?? 'openid',
    acr_values: settings.levels.join(' '),
    state: kept.state,
    nonce: kept.nonce,
    code_challenge: await calculatePKCECodeChallenge(kept.verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, kept }
}

async function finish(
  configuration: Configuration,
  settings: OidcProvider,
  { url, back, kept }: { url: string; back: string; kept: KeptStep },
): Promise<Result<OutsideProof, OutsideRefusal>> {
  // The address the provider was told, with what came back: a proxy in between may know another name of this program.
  const came = new URL(back)
  came.search = new URL(url).search
  const tokens = await authorizationCodeGrant(configuration, came, {
    pkceCodeVerifier: kept.verifier,
    expectedState: kept.state,
    expectedNonce: kept.nonce,
    idTokenExpected: true,
  })
  const proved = tokens.claims()
  if (proved === undefined || tokens.id_token === undefined) return refuse({ kind: 'outside_refused' })
  const { sub: subject, iss: issuer } = proved
  const wanted = settings.cprClaim === null ? [settings.levelClaim] : [settings.levelClaim, settings.cprClaim]
  const more = wanted.every((name) => proved[name] !== undefined) ? {} : await fetchUserInfo(configuration, tokens.access_token, subject)
  const claims: Record<string, unknown> = { ...more, ...proved }
  const level = claims[settings.levelClaim]
  if (typeof level !== 'string' || !settings.levels.includes(level))
    return refuse({ kind: 'level_too_low', level: typeof level === 'string' ? level : null })
  const cpr = settings.cprClaim === null ? null : claims[settings.cprClaim]
  return ok({ issuer, subject, level, cpr: typeof cpr === 'string' ? cpr : null, proof: tokens.id_token })
}

// A provider that says no answers; one that is down, slow or broken does not. Other faults are answers that do not hold.
function isUnreached(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return error.error === 'server_error' || error.error === 'temporarily_unavailable'
  return (
    error instanceof Error &&
    (error.name === 'TypeError' || error.name === 'TimeoutError' || ('code' in error && error.code === 'OAUTH_TIMEOUT'))
  )
}
