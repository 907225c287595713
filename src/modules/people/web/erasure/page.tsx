import type { PersonId } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextField } from '#ui/text-field.tsx'
import { erasureReasons } from '../../actions/erase-person.ts'
import { texts } from '../../texts/texts.ts'

/** A person to erase as the page names them: a part of their identity, never their name. */
export function shortId(personId: PersonId): string {
  return personId.slice(0, 8)
}

/** The data protection officer's list of whom to erase, and finding one by CPR number. */
export function ErasuresPage(props: {
  call: Call
  persons: readonly { personId: PersonId; lastOn: Day }[]
  problem?: string
  typed?: string
}) {
  const { call, persons, problem, typed } = props
  const say = texts(call.lang).access.erasure
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={call.lang} errors={problem === undefined ? [] : [{ field: 'cpr', label: say.cpr, text: problem }]} />
      <Stack>
        {persons.length === 0 ? (
          <Empty title={say.none}>{say.noneText}</Empty>
        ) : (
          <DataTable
            id="erasures"
            caption={say.title}
            hideCaption
            rows={persons}
            columns={[
              { heading: say.person, cell: ({ personId }) => shortId(personId) },
              { heading: say.lastOn, cell: ({ lastOn }) => <DayTime day={lastOn} /> },
              {
                heading: say.choose,
                cell: ({ personId }) => (
                  <a href={`/erasures/${personId}`}>
                    {say.choose}
                    <span class="sr-only"> {shortId(personId)}</span>
                  </a>
                ),
              },
            ]}
          />
        )}
        <Card title={say.byCpr} id="by-cpr">
          <Form action="/erasures" requestId={call.newRequestId()} buttons={<Button>{say.find}</Button>}>
            <TextField lang={call.lang} name="cpr" label={say.cpr} width="s" value={typed} error={problem} />
          </Form>
        </Card>
      </Stack>
    </Page>
  )
}

/** What erasing takes and what stays; asks why, once more. */
export function ErasurePage(props: { call: Call; personId: PersonId; problem?: { text: string; field?: string } }) {
  const { call, personId, problem } = props
  const say = texts(call.lang).access.erasure
  return (
    <Page {...call.frame} title={say.confirmTitle} hasErrors={problem !== undefined}>
      <PageHead title={`${say.confirmTitle} ${shortId(personId)}`} />
      <ErrorSummary
        lang={call.lang}
        errors={
          problem === undefined
            ? []
            : [{ text: problem.text, ...(problem.field === undefined ? {} : { field: problem.field, label: say.reason }) }]
        }
      />
      <Stack>
        <Notice kind="warn">
          {say.confirmText} {say.archive}
        </Notice>
        <Form
          action={`/erasures/${personId}`}
          requestId={call.newRequestId()}
          buttons={
            <>
              <Button kind="primary">{say.erase}</Button>
              <ButtonLink kind="quiet" href="/erasures">
                {say.cancel}
              </ButtonLink>
            </>
          }
        >
          <Radios
            lang={call.lang}
            name="reason"
            label={say.reason}
            error={problem?.field === undefined ? undefined : problem.text}
            options={erasureReasons.map((value) => ({ value, label: say.reasons[value] }))}
          />
        </Form>
      </Stack>
    </Page>
  )
}
