import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import type { Sealer } from '#platform/seal.ts'
import { recordSignIn } from '#modules/audit/index.ts'
import type { AccountOfCpr, OutsideProof, OutsideProvider, OutsideRefusal } from '../ports.ts'
import { accountById } from '../store/accounts.ts'
import { useInvitationByHash, invitedByHash, openInvitation } from '../store/invitations.ts'
import { type OutsideStep, keepOutsideStep, linkOwn, noteOutsideUse, outsideHolder, takeOutsideStep } from '../store/outside.ts'
import { endSession, outsideOfSession } from '../store/sessions.ts'
import { forgetOldWays } from './invitation.ts'
import { letIn } from './let-in.ts'
import { ownContext } from './password.ts'

/** The providers there are, who a proved CPR number is, and what keeps their proofs from being read in the database. */
export type OutsideParts = { providers: readonly OutsideProvider[]; accountOfCpr: AccountOfCpr; proofs: Sealer; back: () => string }

/** Why nobody left for a provider. */
export type LeaveRefusal = { kind: 'provider_down'; name: string } | { kind: 'unknown_provider' } | { kind: 'invitation_over' }

/** Begins a sign-in by a provider, or the answer to an invitation by one; answers where the browser goes and the cookie's secret. */
export async function leaveForProvider(
  db: Db,
  parts: OutsideParts,
  given: { key: string; invitation: string | null; next: string },
): Promise<Result<{ url: string; step: string }, LeaveRefusal>> {
  const provider = parts.providers.find(({ key }) => key === given.key)
  // A citizen is known by CPR number and needs no link, so an invitation is answered by staff's providers only.
  if (provider === undefined || (given.invitation !== null && provider.for !== 'staff')) return refuse({ kind: 'unknown_provider' })
  const at = realClock.now()
  const { invitation } = given
  if (invitation !== null) {
    const invited = await db.read(nobody(realClock.today()), (tx) => openInvitation(tx, invitation, at))
    if (invited === null || !invited.isStaff) return refuse({ kind: 'invitation_over' })
  }
  const begun = await provider.begin(parts.back())
  if (begun === null) return refuse({ kind: 'provider_down', name: provider.name })
  const kept = { ...given, provider: provider.key, kept: begun.kept, at }
  return ok({ url: begun.url, step: await db.transaction(nobody(realClock.today()), (tx) => keepOutsideStep(tx, kept)) })
}

/** Why one who came back from a provider was not let in. `subject` is what an administrator links. */
export type ReturnRefusal =
  | { kind: 'step_over' }
  | { kind: 'invitation_over' }
  | ({ name: string } & OutsideRefusal)
  | { kind: 'no_account'; name: string; subject: string | null }
  | { kind: 'linked_elsewhere'; name: string }

/** Judges what the browser brought back, and lets in whoever it proves; what is refused is the same for every unknown person. */
export async function returnFromProvider(
  db: Db,
  parts: OutsideParts,
  given: { step: string; url: string; address: string },
): Promise<Result<{ token: string; next: string }, ReturnRefusal>> {
  const at = realClock.now()
  const step = await db.transaction(nobody(realClock.today()), (tx) => takeOutsideStep(tx, given.step, at))
  const provider = parts.providers.find(({ key }) => key === step?.provider)
  if (step === null || provider === undefined) return refuse({ kind: 'step_over' })
  const { name } = provider
  const proved = await provider.finish({ url: given.url, back: parts.back(), kept: step.kept })
  if (!proved.ok) return refuse({ ...proved.refusal, name })
  const proof = proved.value
  const who = await accountOf(db, parts, { provider, step, proof, at })
  if (!who.ok) return who
  const { accountId } = who.value
  return db.transaction(ownContext(accountId), async (tx): Promise<Result<{ token: string; next: string }, ReturnRefusal>> => {
    const account = await accountById(tx, accountId)
    if (account === null || account.disabled) return refuse({ kind: 'no_account', name, subject: null })
    if (step.invitationHash !== null) {
      const linked = await link(tx, { hash: step.invitationHash, accountId, proof, name, at })
      if (!linked.ok) return linked
    }
    await noteOutsideUse(tx, { ...proof, accountId, at })
    const sealed = parts.proofs.seal(proof.proof, accountId)
    const token = await letIn(tx, account, given.address, at, { provider: provider.key, level: proof.level, sealedProof: sealed })
    return ok({ token, next: step.next })
  })
}

async function accountOf(
  db: Db,
  { accountOfCpr }: OutsideParts,
  { provider, step, proof, at }: { provider: OutsideProvider; step: OutsideStep; proof: OutsideProof; at: Instant },
): Promise<Result<{ accountId: AccountId }, ReturnRefusal>> {
  const { invitationHash } = step
  const accountId = await db.read(nobody(realClock.today()), async (tx) => {
    if (invitationHash !== null) return invitedByHash(tx, invitationHash, at)
    if (provider.for === 'staff') return outsideHolder(tx, proof)
    return proof.cpr === null ? null : accountOfCpr(tx, proof.cpr.replaceAll('-', ''))
  })
  if (accountId !== null) return ok({ accountId })
  if (invitationHash !== null) return refuse({ kind: 'invitation_over' })
  return refuse({ kind: 'no_account', name: provider.name, subject: provider.for === 'staff' ? proof.subject : null })
}

// Whoever answers an invitation by a provider has chosen it as their way in; older ways go, as with any invitation.
async function link(
  tx: Tx,
  { hash, accountId, proof, name, at }: { hash: string; accountId: AccountId; proof: OutsideProof; name: string; at: Instant },
): Promise<Result<true, ReturnRefusal>> {
  if (!(await useInvitationByHash(tx, hash, null, at))) return refuse({ kind: 'invitation_over' })
  await forgetOldWays(tx, accountId, at)
  if (!(await linkOwn(tx, { ...proof, accountId, at }))) return refuse({ kind: 'linked_elsewhere', name })
  await recordSignIn(tx, { accountId, action: 'access.outside_linked', at })
  return ok(true)
}

/** Ends a session, and answers where one signs out of the provider it came through; null when it came through none. */
export async function signOutEverywhere(db: Db, parts: OutsideParts, token: string): Promise<{ name: string; url: string } | null> {
  const came = await db.transaction(nobody(realClock.today()), async (tx) => {
    const outside = await outsideOfSession(tx, token)
    await endSession(tx, token, realClock.now())
    return outside
  })
  const provider = parts.providers.find(({ key }) => key === came?.provider)
  const proof = came === null ? null : parts.proofs.open(came.sealedProof, came.accountId)
  if (provider === undefined || proof === null) return null
  const url = await provider.endUrl({ proof, back: new URL('/sign-in', parts.back()).href })
  return url === null ? null : { name: provider.name, url }
}
