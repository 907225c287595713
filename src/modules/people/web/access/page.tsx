import { dayOf } from '#kernel/days.ts'
import type { StaffMember } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import type { Conflict } from '../../store/conflicts.ts'
import type { PersonView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'

/** What the page shows; `staff` are those of the reader's organisation, `mayDecide` is a leader. */
export type AccessFacts = {
  person: PersonView
  parts: readonly { organisation: string; since: Temporal.PlainDate }[]
  trusted: readonly { accountId: string; name: string; own: boolean }[]
  conflicts: readonly (Conflict & { name: string })[]
  staff: readonly StaffMember[]
  mayTrust: boolean
  mayDecide: boolean
  ownAccountId: string
  back: string
}

/** Who has access to a person: organisations, trusted accounts of a protected one, conflicts of interest. */
export function AccessPage(props: { call: Call; facts: AccessFacts; problem?: string }) {
  const { call, facts, problem } = props
  const all = texts(call.lang)
  const say = all.access
  return (
    <Page {...call.frame} title={say.title} hasErrors={problem !== undefined}>
      <PageHead
        title={say.title}
        intro={`${facts.person.name ?? all.maskedName}. ${say.intro}`}
        actions={<ButtonLink href={facts.back}>{all.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={problem === undefined ? [] : [{ text: problem }]} />
      <Stack>
        <Card title={say.organisations} id="organisations">
          <Facts items={facts.parts.map(({ organisation, since }) => ({ name: organisation, value: say.since(dayText(since)) }))} wide />
        </Card>
        <Trusted call={call} facts={facts} />
        <Conflicts call={call} facts={facts} />
      </Stack>
    </Page>
  )
}

type Part = { call: Call; facts: AccessFacts }

function Deed(props: Part & { deed: string; label: string; accountId: string }) {
  const { call, facts, deed, label, accountId } = props
  return (
    <Form
      action={`/people/${facts.person.id}/access`}
      requestId={call.newRequestId()}
      hidden={{ deed, account: accountId, back: facts.back }}
      buttons={<Button compact>{label}</Button>}
    />
  )
}

function Choosing(props: Part & { deed: string; label: string; except: readonly string[] }) {
  const { call, facts, deed, label, except } = props
  const options = facts.staff
    .filter(({ accountId }) => !except.includes(accountId))
    .map(({ accountId, name }) => ({ value: accountId, label: name }))
  if (options.length === 0) return null
  return (
    <Form
      action={`/people/${facts.person.id}/access`}
      requestId={call.newRequestId()}
      hidden={{ deed, back: facts.back }}
      buttons={<Button>{label}</Button>}
    >
      <Select lang={call.lang} name="account" id={`account-${deed}`} label={texts(call.lang).access.member} options={options} />
    </Form>
  )
}

function Trusted(props: Part) {
  const { call, facts } = props
  const say = texts(call.lang).access
  if (!facts.person.protected)
    return (
      <Card title={say.trusted} id="trusted">
        <p>{say.notProtected}</p>
      </Card>
    )
  return (
    <Card title={say.trusted} id="trusted">
      <p>{say.trustedText}</p>
      {facts.trusted.length === 0 ? <p>{say.noneTrusted}</p> : null}
      <Facts
        wide
        items={facts.trusted.map(({ accountId, name, own }) => ({
          name,
          value: facts.mayTrust && own ? <Deed call={call} facts={facts} deed="distrust" label={say.letOut} accountId={accountId} /> : '',
        }))}
      />
      {facts.mayTrust ? (
        <Choosing call={call} facts={facts} deed="trust" label={say.letIn} except={facts.trusted.map(({ accountId }) => accountId)} />
      ) : null}
    </Card>
  )
}

function Conflicts(props: Part) {
  const { call, facts } = props
  const say = texts(call.lang).access
  return (
    <Card title={say.conflicts} id="conflicts">
      <p>{say.conflictText}</p>
      {facts.conflicts.length === 0 ? <p>{say.noConflicts}</p> : null}
      <Facts
        wide
        items={facts.conflicts.map(({ accountId, name, declaredAt }) => ({
          name: `${name}, ${say.since(dayText(dayOf(declaredAt)))}`,
          value: facts.mayDecide ? <Deed call={call} facts={facts} deed="lift" label={say.lift} accountId={accountId} /> : '',
        }))}
      />
      <p>{say.declareOwnText}</p>
      <Deed call={call} facts={facts} deed="conflict" label={say.declareOwn} accountId={facts.ownAccountId} />
      {facts.mayDecide ? (
        <Choosing
          call={call}
          facts={facts}
          deed="conflict"
          label={say.declareOther}
          except={[...facts.conflicts.map(({ accountId }) => accountId), facts.ownAccountId]}
        />
      ) : null}
    </Card>
  )
}
