import type { Call } from '#platform/http/call.ts'
import { roles } from '#kernel/actor.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { StaffMember } from '../../store/accounts.ts'
import { texts } from '../../texts/texts.ts'

type InviteField = 'name' | 'email' | 'role'

/** The administrator's page of colleagues: who has which role, inviting and taking back. */
export function AccountsPage(props: {
  call: Call
  members: readonly StaffMember[]
  errors?: FieldErrors<InviteField>
  raw?: RawForm<InviteField>
}) {
  const { call, members, errors = {}, raw = {} } = props
  const say = texts(call.lang)
  const labels = { name: say.name, email: say.email, role: say.role }
  const rows = members.flatMap((member) => member.roles.map((role) => ({ member, role })))
  return (
    <Page {...call.frame} title={say.accounts} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.accounts} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      <Stack>
        <DataTable
          id="staff"
          caption={say.accountsCaption}
          hideCaption
          rows={rows}
          columns={[
            { heading: say.name, cell: (row) => row.member.name },
            { heading: say.email, cell: (row) => row.member.email },
            { heading: say.role, cell: (row) => say.roleNames[row.role] },
            {
              heading: say.endRole,
              hiddenHeading: true,
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
      </Stack>
    </Page>
  )
}

/** The one showing of a one-time link. */
export function InvitedPage(props: { call: Call; link: string }) {
  const say = texts(props.call.lang)
  return (
    <Page {...props.call.frame} title={say.inviteDone}>
      <PageHead title={say.inviteDone} intro={say.inviteDoneText} />
      <Card title={say.invite}>
        <p>
          <code class="g-link-once">{props.link}</code>
        </p>
        <ButtonLink href="/accounts">{say.back}</ButtonLink>
      </Card>
    </Page>
  )
}
