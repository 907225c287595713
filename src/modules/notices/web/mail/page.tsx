import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { MailChoice } from '../../domain/mail.ts'
import { texts } from '../../texts/texts.ts'

/** Where each reader chooses which notices also come as mail. */
export function MailPage(props: { call: Call; choice: MailChoice }) {
  const { call, choice } = props
  const say = texts(call.lang)
  const words = say.mailChoice
  const ticked = (yes: boolean) => (yes ? 'yes' : '')
  return (
    <Page {...call.frame} title={words.title}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/notices' }, { label: words.title }]} />
      <PageHead title={words.title} intro={words.intro} />
      <Form
        action="/notices/mail"
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{words.save}</Button>
            <ButtonLink kind="quiet" href="/notices">
              {words.cancel}
            </ButtonLink>
          </>
        }
      >
        <Checkbox lang={call.lang} name="tasks" label={words.tasks} value={ticked(choice.tasks)} required={false} />
        <Checkbox lang={call.lang} name="messages" label={words.messages} value={ticked(choice.messages)} required={false} />
      </Form>
    </Page>
  )
}
