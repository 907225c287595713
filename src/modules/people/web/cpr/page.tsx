import { type CprNumber, formatCpr } from '#kernel/cpr.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { PersonView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'

/** The whole CPR number, shown once in answer to a press of a button, after it was logged. */
export function CprPage(props: { call: Call; person: PersonView; cpr: CprNumber; back: string }) {
  const { call, person, cpr, back } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.cpr}>
      <PageHead title={say.cpr} intro={say.cprShown} actions={<ButtonLink href={back}>{say.back}</ButtonLink>} />
      <Card label={say.cpr}>
        <Facts
          items={[
            { name: say.name, value: person.name ?? say.maskedName },
            { name: say.cpr, value: formatCpr(cpr) },
          ]}
        />
      </Card>
    </Page>
  )
}
