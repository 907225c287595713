import { type ActionRef, mayEver } from '#modules/access/index.ts'
import { journalActions } from '#modules/journal/index.ts'
import { actions as peopleActions, type PersonView, type Representative, peopleTexts } from '#modules/people/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { texts } from '../../texts/texts.ts'

/** Who the case is about and how to reach them; a protected person is masked for all but those who are let in. */
export function About(props: { call: Call; person: PersonView; representatives: readonly Representative[]; caseId: string }) {
  const say = texts(props.call.lang)
  const acting = peopleTexts(props.call.lang).representatives
  const { person } = props
  const told = (value: string | null) => value ?? (person.restricted ? say.hidden : say.nothing)
  const back = `?back=${encodeURIComponent(`/cases/${props.caseId}`)}`
  const { actor } = props.call
  const may = (action: ActionRef) => actor !== null && mayEver(actor, action)
  const more = may(peopleActions.change_contact) ? <a href={`/people/${person.id}/contact${back}`}>{say.more}</a> : undefined
  const links = [
    {
      action: peopleActions.see_support_basis,
      href: `/people/${person.id}/support-basis${back}`,
      title: peopleTexts(props.call.lang).supportBasis,
    },
    { action: peopleActions.represent, href: `/people/${person.id}/representatives${back}`, title: acting.title },
    {
      action: peopleActions.record_acting_consent,
      href: `/people/${person.id}/acting${back}`,
      title: peopleTexts(props.call.lang).acting.title,
    },
    { action: peopleActions.see_access, href: `/people/${person.id}/access${back}`, title: say.access },
    { action: journalActions.answer_access, href: `/cases/${props.caseId}/file`, title: say.file.title },
  ].filter(({ action }) => may(action))
  return (
    <Card title={say.about} id="about" {...(more === undefined ? {} : { aside: more })}>
      <Facts
        items={[
          { name: say.cpr, value: told(person.cprMasked) },
          { name: say.phone, value: told(person.phone) },
          { name: say.emailLabel, value: told(person.email) },
          { name: say.address, value: told(person.address) },
          ...(person.interpreter === null ? [] : [{ name: say.interpreterLabel, value: person.interpreter }]),
          ...props.representatives.map((each) => ({
            name: acting.bases[each.basis],
            value: `${each.name}, ${acting.scopes[each.scope].toLowerCase()}`,
          })),
        ]}
      />
      {links.length === 0 ? null : (
        <ul class="g-more-links">
          {links.map(({ href, title }) => (
            <li>
              <a href={href}>{title}</a>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** The button that gives the citizen a way to their own pages. */
export function Invite(props: { call: Call; person: PersonView; caseId: string }) {
  const { call, person, caseId } = props
  const say = texts(call.lang)
  return (
    <Card title={say.inviteCitizen} id="invite">
      {person.email === null ? (
        <p>{say.inviteNoEmail}</p>
      ) : (
        <Form action={`/cases/${caseId}/invitation`} requestId={call.newRequestId()} buttons={<Button>{say.invite}</Button>}>
          <p>{say.inviteText}</p>
        </Form>
      )}
    </Card>
  )
}
