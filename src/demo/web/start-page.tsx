import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Cast } from '#ui/cast.tsx'
import { longDayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'

/** Those one may be, by organisation. */
export type StartGroup = { name: string; members: { id: string; name: string; note: string }[] }

const words = {
  da: {
    title: 'Fra første henvisning til sidste afdrag',
    intro:
      'Grobund driver mikrolånsforløb for borgere, der vil starte egen virksomhed. Kommuner, jobcenter og borger arbejder i den samme sag: visitation, seks måneders opkvalificering, seks måneders hovedforløb, lån og evaluering.',
    clock: 'Demoens ur',
    today: (day: string) => `I dag er ${day}`,
    forward: { 1: 'En dag frem', 7: 'En uge frem', 30: 'En måned frem' },
    who: 'Vælg en person at være, og se sagen med deres øjne.',
    note: 'Alle personer, sager og tal er opdigtede. Det, du gør her, forsvinder, når demoen stoppes.',
  },
  en: {
    title: 'From the first referral to the last instalment',
    intro:
      'Grobund runs microloan programmes for citizens who want to start a business of their own. Municipalities, job centre and citizen work in the same case: intake, six months of qualifying, six months of the main phase, loan and evaluation.',
    clock: 'The demo’s clock',
    today: (day: string) => `Today is ${day}`,
    forward: { 1: 'A day forward', 7: 'A week forward', 30: 'A month forward' },
    who: 'Pick a person to be, and see the case with their eyes.',
    note: 'All persons, cases and figures are invented. What you do here is gone when the demo stops.',
  },
}

/** The demo's front door. */
export function startPage(call: Call, groups: readonly StartGroup[]) {
  const say = words[call.lang]
  return (
    <Page {...call.frame} kind="bare" wide title={say.title}>
      <PageHead title={say.title} intro={say.intro} />
      <Card title={say.clock} id="clock" next>
        <p class="strong">{say.today(longDayText(call.today, call.lang))}</p>
        <div class="g-actions">
          {([1, 7, 30] as const).map((days) => (
            <form method="post" action="/demo/clock">
              <input type="hidden" name="days" value={String(days)} />
              <Button compact>{say.forward[days]}</Button>
            </form>
          ))}
        </div>
      </Card>
      <Cast
        action="/demo/sign-in"
        field="who"
        groups={groups.map((group) => ({
          title: group.name,
          text: say.who,
          members: group.members.map((member) => ({ ...member, initials: initialsOf(member.name) })),
        }))}
      />
      <p class="small soft">{say.note}</p>
    </Page>
  )
}

function initialsOf(name: string): string {
  const parts = name.split(' ')
  return `${parts[0]?.[0] ?? ''}${parts.at(-1)?.[0] ?? ''}`
}
