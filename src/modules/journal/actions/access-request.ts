import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { keepFile } from '#platform/db/files.ts'
import { sha256Of } from '#platform/sha256.ts'
import { actions } from '../actions.ts'
import {
  type AccessKind,
  type AccessRequestId,
  type AnswerRefusal,
  type ItemChoice,
  type OwnItem,
  dueOf,
  mayAnswer,
  mayRegister,
} from '../domain/access-request.ts'
import { accessRequestToAnswer, saveAccessRequest, saveAnswer } from '../store/access-requests.ts'

/** Writes in that somebody asks to see the file; its clock runs from the day it came. The same form is the same request. */
export async function registerAccessRequest(
  tx: Tx,
  command: {
    actor: StaffActor
    id: AccessRequestId
    personId: PersonId
    caseId: Id<'referral'>
    kind: AccessKind
    receivedOn: Day
    at: Instant
  },
): Promise<Result<Day, NotPermitted | { kind: 'day_in_future' }>> {
  const { actor, id, personId, caseId, kind, receivedOn, at } = command
  const permitted = authorize(actor, actions.answer_access, { personId })
  if (!permitted.ok) return permitted
  const may = mayRegister(receivedOn, dayOf(at))
  if (!may.ok) return may
  const dueOn = dueOf(kind, receivedOn)
  const isNew = await saveAccessRequest(tx, { id, personId, caseId, kind, receivedOn, dueOn }, { actor, at })
  const on = { noun: 'access_request', id }
  if (isNew) await recordChange(tx, { actor, action: actions.answer_access, on, personId, codes: { kind }, at })
  return ok(dueOn)
}

/** What is answered: the organisation's own things, the word on each, and the bundle that `pack` makes of what is given. */
export type AnswerCommand = {
  actor: StaffActor
  id: AccessRequestId
  items: readonly OwnItem[]
  choices: ReadonlyMap<string, ItemChoice>
  pack: (given: ReadonlySet<string>) => Promise<Uint8Array>
  at: Instant
}

/** Hands out the file once: everything shared, and of the organisation's own what was given; what was withheld is kept with its reason. */
export async function answerAccessRequest(
  tx: Tx,
  { actor, id, items, choices, pack, at }: AnswerCommand,
): Promise<Result<Uint8Array, NotPermitted | { kind: 'no_such_request' } | AnswerRefusal>> {
  const request = await accessRequestToAnswer(tx, id)
  const permitted = authorize(actor, actions.answer_access, request === null ? {} : { personId: request.personId })
  if (!permitted.ok) return permitted
  if (request === null) return refuse({ kind: 'no_such_request' })
  const may = mayAnswer({ answered: request.answered !== null }, items, choices)
  if (!may.ok) return may
  const given = new Set(items.filter((item) => choices.get(item.id) === 'give').map((item) => item.id))
  const withheld = items.flatMap((item) => {
    const reason = choices.get(item.id)
    return reason === undefined || reason === 'give' ? [] : [{ ...item, reason }]
  })
  const bytes = await pack(given)
  const sha256 = sha256Of(bytes)
  await keepFile(tx, { sha256, bytes, mediaType: 'application/zip', scanned: false }, at)
  await saveAnswer(tx, id, { sha256, withheld }, { actor, at })
  const codes = { given: given.size, withheld: withheld.length }
  const on = { noun: 'access_request', id }
  await recordChange(tx, { actor, action: actions.answer_access, on, personId: request.personId, codes, at })
  return ok(bytes)
}
