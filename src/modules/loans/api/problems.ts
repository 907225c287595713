import type { z } from 'zod'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** Why a body is refused: the HTTP status, the path of the field (`loan.principal`, `steps[2].date`) and an English sentence. */
export type BodyRefusal = { readonly status: 400 | 422; readonly field: string; readonly reason: string }

/** Refuses with 422 and the field named. */
export function unprocessable(field: string, reason: string): { readonly ok: false; readonly refusal: BodyRefusal } {
  return refuse({ status: 422, field, reason: `${field} ${reason}.` })
}

/** Parses a body; the first thing wrong is named by its path. A body that is no JSON object at all is 400. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): Result<z.output<Schema>, BodyRefusal> {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return refuse({ status: 400, field: 'body', reason: 'The body must be a JSON object.' })
  }
  const parsed = schema.safeParse(body)
  if (parsed.success) return ok(parsed.data)
  const issue = parsed.error.issues[0]
  if (issue === undefined) return unprocessable('body', 'cannot be read')
  const path = pathText(issue.path)
  if (issue.code === 'unrecognized_keys') return unprocessable(joined(path, issue.keys[0] ?? ''), 'is not a known field')
  const missing = issue.code === 'invalid_type' && valueAt(body, issue.path) === undefined
  const place = path === '' ? 'body' : path
  return unprocessable(place, missing ? 'is missing' : issue.message.startsWith('must ') ? issue.message : `is not valid: ${issue.message}`)
}

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => (typeof part === 'number' ? `${text}[${part}]` : joined(text, String(part))), '')
}

function joined(path: string, key: string): string {
  const short = key === '' ? '""' : key.length > 60 ? `${key.slice(0, 60)}…` : key
  return path === '' ? short : `${path}.${short}`
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let at: unknown = body
  for (const part of path) {
    if (typeof at !== 'object' || at === null) return undefined
    at = Reflect.get(at, part)
  }
  return at
}
