/** The answer of anything that may be refused: a value, or a refusal from a closed union. Bugs are thrown, never returned. */
export type Result<Value, Refusal> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly refusal: Refusal }

/** Wraps a value as the answer yes. */
export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value }
}

/** Wraps a refusal as the answer no. */
export function refuse<Refusal>(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
  return { ok: false, refusal }
}

/** Throws when a claim that the program itself must keep does not hold: a bug, never an expected "no". */
export function assert(claim: unknown, message: string): asserts claim {
  if (!claim) throw new Error(`Assertion failed: ${message}`)
}
