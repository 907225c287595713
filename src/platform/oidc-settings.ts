import { z } from 'zod'

/** An outside provider of sign-in, as the settings name it. */
export type OidcProvider = {
  key: string
  /** What the button says. */
  name: string
  for: 'staff' | 'citizens'
  issuer: string
  clientId: string
  clientSecret: string
  /** The claim that tells the assurance level, and the levels that are enough. */
  levelClaim: string
  levels: readonly string[]
  /** The claim that holds the citizen's CPR number; null for staff. */
  cprClaim: string | null
  /** What else the provider wants to be asked, such as `idp_values=mitid`. */
  extra: Readonly<Record<string, string>>
}

const local = /^(localhost|127\.0\.0\.1)$/

const one = z.object({
  NAME: z.string().min(1).max(60),
  FOR: z.enum(['staff', 'citizens']).default('staff'),
  ISSUER: z.url().refine((text) => text.startsWith('https://') || local.test(new URL(text).hostname), 'must begin with https://'),
  CLIENT_ID: z.string().min(1),
  CLIENT_SECRET: z.string().min(1),
  LEVEL_CLAIM: z.string().min(1).default('acr'),
  LEVELS: z.string().min(1),
  CPR_CLAIM: z.string().min(1).optional(),
  EXTRA: z.string().default(''),
})

/**
 * Reads the providers named in `OIDC_PROVIDERS` (keys parted by spaces), each from `OIDC_KEY_…`; throws a sentence for each setting
 * that is wrong or missing. A provider without levels is refused: what it proves would be anybody's guess.
 */
export function readOidcProviders(environment: Record<string, string | undefined>): OidcProvider[] {
  const keys = (environment['OIDC_PROVIDERS'] ?? '').split(/[\s,]+/).filter((key) => key !== '')
  return keys.map((key) => provider(environment, key))
}

function provider(environment: Record<string, string | undefined>, key: string): OidcProvider {
  if (!/^[a-z][a-z0-9]{0,30}$/.test(key)) throw new Error(`OIDC_PROVIDERS: ${key} must be small letters and digits`)
  const head = `OIDC_${key.toUpperCase()}_`
  const given = Object.fromEntries(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(head) && value !== undefined && value !== '' ? [[name.slice(head.length), value]] : [],
    ),
  )
  const parsed = one.safeParse(given)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${head}${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const env = parsed.data
  if (env.FOR === 'citizens' && env.CPR_CLAIM === undefined) throw new Error(`${head}CPR_CLAIM: needed for citizens, who are known by it`)
  return {
    key,
    name: env.NAME,
    for: env.FOR,
    issuer: env.ISSUER,
    clientId: env.CLIENT_ID,
    clientSecret: env.CLIENT_SECRET,
    levelClaim: env.LEVEL_CLAIM,
    levels: env.LEVELS.split(/\s+/).filter((level) => level !== ''),
    cprClaim: env.FOR === 'citizens' ? (env.CPR_CLAIM ?? null) : null,
    extra: Object.fromEntries(new URLSearchParams(env.EXTRA)),
  }
}
