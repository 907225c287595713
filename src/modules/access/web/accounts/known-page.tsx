import type { Role } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'

/** Asks before a colleague who is known already is given a role and a new link, for the address may be a slip. */
export function KnownPage(props: {
  call: Call
  known: { name: string; roles: readonly Role[] }
  wanted: { name: string; email: string; role: Role }
}) {
  const { call, known, wanted } = props
  const all = texts(call.lang)
  const say = all.known
  const [held, role] = [known.roles.map((one) => all.roleNames[one]).join(', '), all.roleNames[wanted.role]]
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.title} intro={say.who(known.name, wanted.email, held)} />
      <Form
        action="/accounts"
        requestId={call.newRequestId()}
        hidden={{ ...wanted, even_known: 'yes' }}
        buttons={
          <>
            <Button kind="primary">{say.goOn}</Button>
            <ButtonLink href="/accounts">{all.back}</ButtonLink>
          </>
        }
      >
        {wanted.name === known.name ? null : <p>{say.otherName(wanted.name, known.name)}</p>}
        <p>{known.roles.includes(wanted.role) ? say.held(role) : say.gives(role)}</p>
        <p>{say.link}</p>
      </Form>
    </Page>
  )
}
