import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Form } from '#ui/form.tsx'
import { languageNames } from '#ui/lang.ts'
import { Notice } from '#ui/notice.tsx'
import { SummaryList } from '#ui/summary-list.tsx'
import { type Answers, declinedNeeded, type Missing, missing, sharingItems } from '../../domain/sections.ts'
import { CaseFrame } from '../case-frame.tsx'
import type { CaseHead } from '../desk.ts'
import { Lines } from '../lines.tsx'

/** What the check shows. `support` is the support basis in words. */
export type CheckFacts = { answers: Answers; support: string | null }

/** Everything that was written, each with its way back; what is missing is named and linked. */
export function CheckPage(props: { head: CaseHead; facts: CheckFacts; problem?: string }) {
  const { head, facts, problem } = props
  const { say, call, referral } = head
  const lacks = missing(facts.answers)
  const declined = declinedNeeded(facts.answers)
  const ready = lacks.length === 0 && declined.length === 0 && (referral.state === 'draft' || referral.state === 'shared')
  return (
    <CaseFrame
      head={head}
      title={say.check.title}
      intro={referral.submittedOn === null || lacks.length > 0 ? say.check.intro : say.check.introSent}
      errors={problem ? [{ text: problem }] : []}
    >
      <Lacks head={head} lacks={lacks} />
      {declined.length === 0 ? null : (
        <Notice kind="warn">{say.check.declined(declined.map((item) => say.sharing.items[item]).join(', '))}</Notice>
      )}
      <Card label={say.check.title}>
        <SummaryList lang={call.lang} items={answersOf(head, facts)} />
      </Card>
      <Form
        action={`/referrals/${referral.id}/check`}
        requestId={call.newRequestId()}
        buttons={
          <>
            {ready ? (
              <Button kind="primary" icon="send">
                {say.check.submit}
              </Button>
            ) : null}
            {referral.state === 'draft' ? <ButtonLink href={`/referrals/${referral.id}/steps/share`}>{say.check.share}</ButtonLink> : null}
          </>
        }
      />
    </CaseFrame>
  )
}

function Lacks(props: { head: CaseHead; lacks: readonly Missing[] }) {
  const { head, lacks } = props
  const { say, referral } = head
  if (lacks.length === 0) return null
  return (
    <Notice kind="warn" title={say.check.missing}>
      <ul>
        {lacks.map(({ section, field }) => (
          <li>
            <a href={`/referrals/${referral.id}/sections/${section}?return=check#${field === 'information' ? 'informed' : field}`}>
              {say.sections[section]}: {say.check.missingField[field] ?? field}
            </a>
          </li>
        ))}
      </ul>
    </Notice>
  )
}

function answersOf(head: CaseHead, { answers, support }: CheckFacts) {
  const { say, person, referral } = head
  const to = (section: string) =>
    referral.state === 'draft' ? { changeHref: `/referrals/${referral.id}/sections/${section}?return=check` } : {}
  const told = (text: string | null | undefined) => (text ? <Lines text={text} /> : say.check.notGiven)
  const { agreed } = answers.sharing
  return [
    { name: say.start.name, value: head.name },
    { name: say.start.cpr, value: person.cprMasked ?? say.masked },
    { name: say.contact.phone, value: told(person.phone), ...to('contact') },
    { name: say.contact.email, value: told(person.email), ...to('contact') },
    { name: say.contact.address, value: told(person.address), ...to('contact') },
    { name: say.contact.lang, value: languageNames[person.lang], ...to('contact') },
    { name: say.contact.interpreter, value: told(person.interpreter), ...to('contact') },
    { name: say.sections.support_basis, value: told(support), ...to('support_basis') },
    { name: say.idea.name, value: told(answers.idea?.title), ...to('idea') },
    { name: say.idea.text, value: told(answers.idea?.text), ...to('idea') },
    { name: say.fitness.why, value: told(answers.fitness?.why), ...to('fitness') },
    { name: say.fitness.health, value: told(answers.fitness?.health), ...to('fitness') },
    { name: say.fitness.economy, value: told(answers.fitness?.economy), ...to('fitness') },
    ...sharingItems.map((item) => ({
      name: `${say.sections.sharing}: ${say.sharing.items[item]}`,
      value: agreed[item] === undefined ? say.check.notGiven : agreed[item] ? say.sharing.yes : say.sharing.no,
      ...to('sharing'),
    })),
  ]
}
