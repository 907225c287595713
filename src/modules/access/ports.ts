import type { AccountId } from '#kernel/actor.ts'
import type { Result } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { KeptStep } from './store/outside.ts'

export type { KeptStep } from './store/outside.ts'

/** What a provider proved of whoever came back; `proof` is shown to it again at sign-out. */
export type OutsideProof = { issuer: string; subject: string; level: string; cpr: string | null; proof: string }

/** Why a provider proved nothing: it does not answer, it or the person said no, or the proof is of too low a level. */
export type OutsideRefusal = { kind: 'provider_down' } | { kind: 'outside_refused' } | { kind: 'level_too_low'; level: string | null }

/** An outside provider of sign-in. */
export type OutsideProvider = {
  key: string
  /** What its button says. */
  name: string
  /** Staff are known by the subject that was linked, citizens by their CPR number. */
  for: 'staff' | 'citizens'
  issuer: string
  /** Where the browser goes; null when the provider does not answer. */
  begin: (back: string) => Promise<{ url: string; kept: KeptStep } | null>
  /** Judges what the browser came back with. */
  finish: (given: { url: string; back: string; kept: KeptStep }) => Promise<Result<OutsideProof, OutsideRefusal>>
  /** Where one signs out of the provider too; null when it has no such page or does not answer. */
  endUrl: (given: { proof: string; back: string }) => Promise<string | null>
}

/** Whose account a proved CPR number opens; null when no citizen of that number was invited. */
export type AccountOfCpr = (tx: Tx, cpr: string) => Promise<AccountId | null>
