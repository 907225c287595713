declare const brand: unique symbol

/** A row's identity: a UUID that says what it identifies, so that a person's id cannot stand where a loan's belongs. */
export type Id<Noun extends string> = string & { readonly [brand]: Noun }

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** A new random identity. */
export function newId<Noun extends string>(): Id<Noun> {
  return crypto.randomUUID() as Id<Noun>
}

/** True when the text has the form of an identity; it says nothing of whether the row exists. */
export function isId(text: string): boolean {
  return uuid.test(text)
}

/** Reads an identity from outside (an address, a form); null when the text has not the form of one. */
export function parseId<Noun extends string>(text: string | undefined | null): Id<Noun> | null {
  return typeof text === 'string' && uuid.test(text) ? (text as Id<Noun>) : null
}
