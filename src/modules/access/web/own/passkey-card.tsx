import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { type FieldErrors, type RawForm, errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { momentText } from '#ui/format.ts'
import { Fold, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { OwnSignIn } from '../../actions/own-sign-in.ts'
import { texts } from '../../texts/texts.ts'
import { PasskeyForm } from '../passkey-form.tsx'
import { type OwnField, OwnerField } from './password-field.tsx'

type Parts = { call: Call; own: OwnSignIn; errors: FieldErrors<OwnField>; raw: RawForm<OwnField> }

/** One's passkeys: which there are and when each was used, making one more, removing one. */
export function PasskeyCard(props: Parts) {
  const { call, own, errors, raw } = props
  const say = texts(call.lang).passkey
  return (
    <Card title={say.heading}>
      <Stack>
        <p>{say.what}</p>
        {own.passkeys.length === 0 ? null : <Keys {...props} />}
        {own.passkeys.some(({ halted }) => halted) ? <Notice kind="warn">{say.haltedText}</Notice> : null}
        <Fold summary={say.make} open={own.passkeys.length === 0 || errors.key_name !== undefined || errors.key_password !== undefined}>
          <PasskeyForm call={call} action="/my-sign-in/passkeys" options="/my-sign-in/passkeys/options" button={say.make} label={say.make}>
            <TextField
              name="key_name"
              label={say.name}
              hint={say.nameHint}
              value={raw.key_name}
              error={errorText(errors.key_name, call.lang)}
              lang={call.lang}
            />
            <OwnerField name="key_password" own={own} errors={errors} lang={call.lang} />
          </PasskeyForm>
        </Fold>
        {own.passkeys.length === 0 ? null : <Removal {...props} />}
      </Stack>
    </Card>
  )
}

function Keys({ call, own }: Parts) {
  const say = texts(call.lang).passkey
  return (
    <DataTable
      id="passkeys"
      caption={say.heading}
      hideCaption
      inCard
      rows={own.passkeys}
      columns={[
        { heading: say.name, cell: (key) => (key.halted ? `${key.name} (${say.halted})` : key.name) },
        { heading: say.madeAt, cell: (key) => momentText(key.madeAt, call.lang) },
        { heading: say.lastUsed, cell: (key) => (key.lastUsedAt === null ? say.never : momentText(key.lastUsedAt, call.lang)) },
      ]}
    />
  )
}

function Removal({ call, own, errors, raw }: Parts) {
  const say = texts(call.lang).passkey
  return (
    <Fold summary={say.remove} open={errors.key !== undefined || errors.remove_password !== undefined}>
      <Form
        action="/my-sign-in/passkeys/removed"
        requestId={call.newRequestId()}
        buttons={<Button>{say.remove}</Button>}
        label={say.remove}
      >
        <Select
          name="key"
          label={say.which}
          hint={say.removeHint}
          value={raw.key}
          error={errorText(errors.key, call.lang)}
          lang={call.lang}
          options={own.passkeys.map((key) => ({ value: key.passkeyId, label: key.name }))}
        />
        <OwnerField name="remove_password" own={own} errors={errors} lang={call.lang} />
      </Form>
    </Fold>
  )
}
