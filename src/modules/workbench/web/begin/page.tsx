import type { Call } from '#platform/http/call.ts'
import { accessTexts } from '#modules/access/index.ts'
import { Card } from '#ui/card.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import { type Task, Tasks } from '#ui/tasks.tsx'
import { texts } from '../../texts/texts.ts'
import type { BeginFacts } from './facts.ts'

/** Where an administrator begins: what must be in place before the first referral, and what is already. */
export function BeginPage(props: { call: Call; facts: BeginFacts }) {
  const { call, facts } = props
  const say = texts(call.lang).begin
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.title} intro={say.intro(facts.organisationName)} />
      <Stack>
        {facts.mails.count === 0 ? null : (
          <Notice kind="warn" title={say.mailsTitle(facts.mails.count)}>
            {say.mailsText(facts.mails.error ?? '')}
          </Notice>
        )}
        <Card title={say.order} id="begin">
          <Tasks items={[...people(props), ...agreements(props), ...rules(props)]} />
        </Card>
        <Card title={say.another} id="another">
          <p>{say.anotherText}</p>
          <p>
            <a href="/agreements/new">{say.anotherLink}</a>
          </p>
        </Card>
      </Stack>
    </Page>
  )
}

type Props = { call: Call; facts: BeginFacts }

function people({ call, facts }: Props): Task[] {
  const say = texts(call.lang).begin
  const names = accessTexts(call.lang).roleNames
  const { nameless, lackingRoles } = facts
  return [
    { name: <a href="/accounts">{say.yourself}</a>, note: say.yourselfText, end: stateOf(call, !nameless) },
    {
      name: <a href="/accounts">{say.colleagues}</a>,
      note: lackingRoles.length === 0 ? say.allRoles : say.lacking(lackingRoles.map((role) => names[role]).join(', ')),
      end: stateOf(call, lackingRoles.length === 0),
    },
  ]
}

function agreements({ call, facts }: Props): Task[] {
  const say = texts(call.lang).begin
  return facts.agreements.map(({ id, name, assumptions, overOn }) => ({
    name: <a href={`/agreements/${id}`}>{say.read(name[call.lang])}</a>,
    note: `${say.assumptions(assumptions)}${overOn === null ? '' : ` ${say.over(dayText(overOn))}`}`,
    end: overOn === null ? <State kind="none">{say.toRead}</State> : <State kind="due">{say.missing}</State>,
  }))
}

function rules({ call, facts }: Props): Task[] {
  const say = texts(call.lang).begin
  return [
    ...(facts.deadlinesSet === null
      ? []
      : [{ name: <a href="/deadlines">{say.deadlines}</a>, note: say.deadlinesText, end: stateOf(call, facts.deadlinesSet) }]),
    { name: <a href="/my-sign-in">{say.ownSignIn}</a>, note: say.ownSignInText, end: <State kind="none">{say.toRead}</State> },
  ]
}

function stateOf(call: Call, done: boolean) {
  const say = texts(call.lang).begin
  return done ? <State kind="done">{say.done}</State> : <State kind="due">{say.missing}</State>
}
