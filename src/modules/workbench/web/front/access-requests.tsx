import type { StaffActor } from '#kernel/actor.ts'
import { mayEver } from '#modules/access/index.ts'
import { standing } from '#modules/caseload/index.ts'
import { type AccessRequest, journalActions, openAccessRequests } from '#modules/journal/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { dayText } from '#ui/format.ts'
import { State } from '#ui/state.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { texts } from '../../texts/texts.ts'
import { urgency } from './rows.ts'

const shownAtMost = 20

/** A request to see a file that waits for its answer; `name` is null when the person is masked. */
export type OpenRequest = AccessRequest & { name: string | null; caseNumber: string | null }

/** The requests that the reader's organisation has yet to answer, the most urgent first; none for one who may not answer them. */
export async function requestsFor(tx: Tx, actor: StaffActor): Promise<OpenRequest[]> {
  if (!mayEver(actor, journalActions.answer_access)) return []
  const requests = await openAccessRequests(tx, actor.organisationId, shownAtMost)
  const names = await personNames(
    tx,
    requests.map(({ personId }) => personId),
  )
  const shown: OpenRequest[] = []
  for (const request of requests)
    shown.push({
      ...request,
      name: names.get(request.personId)?.name ?? null,
      caseNumber: (await standing(tx, request.caseId))?.caseNumber ?? null,
    })
  return shown
}

/** What the law lets nobody forget: who asked to see a file, and by when they must have it. */
export function AccessRequestsCard({ call, requests }: { call: Call; requests: readonly OpenRequest[] }) {
  if (requests.length === 0) return null
  const all = texts(call.lang)
  const say = all.accessRequests
  return (
    <Card title={say.title} id="access-requests">
      <Tasks
        items={requests.map((request) => {
          const kind = urgency(request, call.today)
          return {
            name: <a href={`/cases/${request.caseId}/file`}>{say.kinds[request.kind]}</a>,
            note: [request.name ?? all.masked, request.caseNumber, say.answerBy(dayText(request.dueOn))]
              .filter((part) => part !== null)
              .join(' · '),
            end: <State kind={kind}>{{ late: all.over, due: all.soon, none: all.onTime }[kind]}</State>,
          }
        })}
      />
    </Card>
  )
}
