import { resolve } from 'node:path'
import { z } from 'zod'
import { type OidcProvider, readOidcProviders } from './oidc-settings.ts'

/** How the program runs: `local` and `demo` on this machine only, `production` behind PUBLIC_URL. */
export type Mode = 'local' | 'production' | 'demo' | 'dev'

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(3000),
  HOST: z.string().min(1).optional(),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z.url().optional(),
  DATABASE_OWNER_URL: z.url().optional(),
  PUBLIC_URL: z.url().optional(),
  SMTP_URL: z.url().optional(),
  DIGITAL_POST_DIR: z.string().min(1).optional(),
  DIGITAL_POST_SENDERS: z
    .string()
    .regex(/^[a-z][a-z0-9-]*:\d{8}(,[a-z][a-z0-9-]*:\d{8})*$/, 'must be key:CVR pairs, as in naestved:12345678,koege:87654321')
    .optional(),
  SIGNING_URL: z.url({ protocol: /^https?$/ }).optional(),
  SIGNING_SECRET: z.string().min(16).optional(),
  CLAMD_URL: z.url({ protocol: /^(tcp|unix)$/ }).optional(),
  SESSION_SECRET: z.string().min(32).optional(),
  TRUSTED_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  METRICS_TOKEN: z.string().min(16).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('warn'),
})

/** The settings, parsed once from the environment; nothing is needed locally. */
export type Config = {
  mode: Mode
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  databaseOwnerUrl: string | undefined
  publicUrl: string | undefined
  smtpUrl: string | undefined
  /** The folder of Digital Post, and the CVR number of each sender by its organisation's key; neither without the other. */
  digitalPostDir: string | undefined
  digitalPostSenders: ReadonlyMap<string, string>
  /** The signing service and the secret it is asked with; neither without the other. */
  signing: { url: string; secret: string } | undefined
  clamdUrl: string | undefined
  sessionSecret: string | undefined
  /** Outside providers of sign-in. */
  oidc: readonly OidcProvider[]
  /** How many proxies stand in front whose forwarded address is believed. */
  trustedProxies: number
  /** What asks for `/metrics` must carry. */
  metricsToken: string | undefined
  logLevel: string
}

/** Reads the settings; throws with a sentence for each that is wrong or missing, so that production never starts half set up. */
export function readConfig(environment: Record<string, string | undefined>, command: 'serve' | 'demo' | 'dev'): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'))
  const env = parsed.data
  const mode: Mode = command === 'serve' ? (env.PUBLIC_URL === undefined ? 'local' : 'production') : command
  if (mode === 'production' && env.SESSION_SECRET === undefined)
    throw new Error('SESSION_SECRET: needed with PUBLIC_URL, at least 32 characters')
  if (env.DATABASE_URL !== undefined && env.DATABASE_OWNER_URL === undefined)
    throw new Error('DATABASE_OWNER_URL: needed with DATABASE_URL, for it migrates')
  if ((env.DIGITAL_POST_DIR === undefined) !== (env.DIGITAL_POST_SENDERS === undefined))
    throw new Error('DIGITAL_POST_DIR and DIGITAL_POST_SENDERS: each needs the other')
  return {
    mode,
    port: env.PORT,
    host: env.HOST ?? (mode === 'production' ? '0.0.0.0' : '127.0.0.1'),
    dataDir: resolve(env.DATA_DIR),
    databaseUrl: env.DATABASE_URL,
    databaseOwnerUrl: env.DATABASE_OWNER_URL,
    publicUrl: env.PUBLIC_URL,
    smtpUrl: env.SMTP_URL,
    digitalPostDir: env.DIGITAL_POST_DIR === undefined ? undefined : resolve(env.DIGITAL_POST_DIR),
    digitalPostSenders: new Map((env.DIGITAL_POST_SENDERS ?? '').split(',').flatMap(pairOf)),
    signing: signingOf(env.SIGNING_URL, env.SIGNING_SECRET),
    clamdUrl: env.CLAMD_URL,
    sessionSecret: env.SESSION_SECRET,
    oidc: readOidcProviders(given),
    trustedProxies: env.TRUSTED_PROXY,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
  }
}

/** Outside this machine a service is asked over https only, for the note and the signer's CPR number go that way. */
function signingOf(url: string | undefined, secret: string | undefined): Config['signing'] {
  if (url === undefined && secret === undefined) return undefined
  if (url === undefined || secret === undefined) throw new Error('SIGNING_URL and SIGNING_SECRET: each needs the other')
  const { protocol, hostname } = new URL(url)
  if (protocol !== 'https:' && !['localhost', '127.0.0.1', '[::1]'].includes(hostname)) throw new Error('SIGNING_URL: must be https')
  return { url, secret }
}

function pairOf(pair: string): [string, string][] {
  const [key, cvr] = pair.split(':')
  return key === undefined || cvr === undefined ? [] : [[key, cvr]]
}
