import type { Call } from '#platform/http/call.ts'
import { roles } from '#kernel/actor.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Alert } from '#ui/notice.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { StaffMember } from '../../store/accounts.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the page's forms. */
export type AccountField = 'name' | 'email' | 'role' | 'colleague' | 'provider' | 'subject'

/** The administrator's page of colleagues: who has which role, inviting and taking back. */
export function AccountsPage(props: {
  call: Call
  members: readonly StaffMember[]
  /** Whether the organisation demands two factors of its staff. */
  demanded: boolean
  providers: readonly { key: string; name: string }[]
  /** Why what was asked of the list was not done. */
  refused?: string
  errors?: FieldErrors<AccountField>
  raw?: RawForm<AccountField>
}) {
  const { call, members, errors = {}, raw = {} } = props
  const say = texts(call.lang)
  const { linkWho, linkProvider, linkSubject } = say.outside
  const labels = { name: say.name, email: say.email, role: say.role, colleague: linkWho, provider: linkProvider, subject: linkSubject }
  const rows = members.flatMap((member) => member.roles.map((role) => ({ member, role })))
  return (
    <Page {...call.frame} title={say.accounts} hasErrors={Object.keys(errors).length > 0 || props.refused !== undefined}>
      <PageHead title={say.accounts} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      {props.refused === undefined ? null : <Alert kind="error">{props.refused}</Alert>}
      <Stack>
        <DataTable
          id="staff"
          caption={say.accountsCaption}
          hideCaption
          rows={rows}
          columns={[
            { heading: say.name, wide: true, cell: (row) => row.member.name },
            { heading: say.email, wide: true, cell: (row) => row.member.email },
            { heading: say.role, cell: (row) => say.roleNames[row.role] },
            {
              heading: say.endRole,
              hiddenHeading: true,
              bare: true,
              cell: (row) => (
                <Form
                  inline
                  action={`/accounts/${row.member.accountId}/ended-role`}
                  requestId={call.newRequestId()}
                  hidden={{ role: row.role }}
                  buttons={
                    <Button compact hidden={`${row.member.name}, ${say.roleNames[row.role]}`}>
                      {say.endRole}
                    </Button>
                  }
                />
              ),
            },
          ]}
        />
        <Card title={say.inviteHeading}>
          <Form action="/accounts" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.invite}</Button>}>
            <TextField
              name="name"
              label={labels.name}
              value={raw.name}
              error={errorText(errors.name, call.lang)}
              width="l"
              lang={call.lang}
            />
            <TextField
              name="email"
              label={labels.email}
              type="email"
              value={raw.email}
              error={errorText(errors.email, call.lang)}
              width="l"
              lang={call.lang}
            />
            <Select
              name="role"
              label={labels.role}
              value={raw.role}
              error={errorText(errors.role, call.lang)}
              lang={call.lang}
              options={roles.map((role) => ({ value: role, label: say.roleNames[role] }))}
            />
          </Form>
        </Card>
        <Card title={say.contact.heading}>
          <p>{say.contact.cardText}</p>
          <ButtonLink href="/accounts/contact">{say.contact.change}</ButtonLink>
        </Card>
        <DemandCard call={call} demanded={props.demanded} />
        {props.providers.length === 0 ? null : <LinkCard {...props} errors={errors} raw={raw} />}
      </Stack>
    </Page>
  )
}

function DemandCard({ call, demanded }: { call: Call; demanded: boolean }) {
  const say = texts(call.lang).demand
  return (
    <Card title={say.heading}>
      <Form
        action="/accounts/second-factor"
        requestId={call.newRequestId()}
        hidden={{ demanded: demanded ? 'no' : 'yes' }}
        buttons={<Button>{demanded ? say.turnOff : say.turnOn}</Button>}
      >
        <p>{demanded ? say.on : say.off}</p>
      </Form>
    </Card>
  )
}

function LinkCard(props: {
  call: Call
  members: readonly StaffMember[]
  providers: readonly { key: string; name: string }[]
  errors: FieldErrors<AccountField>
  raw: RawForm<AccountField>
}) {
  const { call, members, providers, errors, raw } = props
  const say = texts(call.lang).outside
  return (
    <Card title={say.linkHeading}>
      <Form action="/accounts/links" requestId={call.newRequestId()} buttons={<Button>{say.link}</Button>}>
        <p>{say.linkText}</p>
        <Select
          name="colleague"
          label={say.linkWho}
          value={raw.colleague}
          error={errorText(errors.colleague, call.lang)}
          lang={call.lang}
          options={members.map(({ accountId, name, email }) => ({ value: accountId, label: `${name}, ${email}` }))}
        />
        <Select
          name="provider"
          label={say.linkProvider}
          value={raw.provider}
          error={errorText(errors.provider, call.lang)}
          lang={call.lang}
          options={providers.map(({ key, name }) => ({ value: key, label: name }))}
        />
        <TextField
          name="subject"
          label={say.linkSubject}
          value={raw.subject}
          error={errorText(errors.subject, call.lang)}
          width="l"
          lang={call.lang}
        />
      </Form>
    </Card>
  )
}

/** The one showing of a one-time link. */
export function InvitedPage(props: { call: Call; link: string }) {
  const say = texts(props.call.lang)
  return (
    <Page {...props.call.frame} title={say.inviteDone}>
      <PageHead title={say.inviteDone} intro={say.inviteDoneText} />
      <Card title={say.inviteLink}>
        <p>
          <code class="g-link-once">{props.link}</code>
        </p>
        <ButtonLink href="/accounts">{say.back}</ButtonLink>
      </Card>
    </Page>
  )
}
