import pg from 'pg'
import { type Result, refuse } from '#kernel/result.ts'

/**
 * Runs `work` and answers a broken constraint with the refusal that stands under its name; every other error is thrown on.
 * The constraint may be unique, foreign key, check or exclusion, or a trigger's `raise … using constraint = 'name'`.
 * Wraps the whole transaction, never one statement in it: after a failed statement the transaction is spoiled.
 */
export async function refusing<Value, Refusal = never, const Broken extends { readonly kind: string } = never>(
  work: () => Promise<Result<Value, Refusal>>,
  refusals: Readonly<Record<string, Broken>>,
): Promise<Result<Value, Refusal | Broken>> {
  try {
    return await work()
  } catch (error) {
    const broken = brokenConstraint(error)
    const refusal = broken !== null && Object.hasOwn(refusals, broken) ? refusals[broken] : undefined
    if (refusal === undefined) throw error
    return refuse(refusal)
  }
}

/** The name of the constraint that an error from the database speaks of; null for any other error. */
export function brokenConstraint(error: unknown): string | null {
  return error instanceof pg.DatabaseError ? (error.constraint ?? null) : null
}
