import { formatDay, zone } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText, longDayText, timeText, weekdayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import type { ToldLine } from '../../domain/log-sentences.ts'
import { texts } from '../../texts/texts.ts'
import type { LogFacts } from './log-facts.ts'

/** Who opened what about the citizen, day by day, in sentences. Names of organisations and roles, not of employees. */
export function LogPage({ call, facts }: { call: Call; facts: LogFacts }) {
  const say = texts(call.lang)
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(call.lang) + word.slice(1)
  return (
    <Page {...call.frame} title={say.logTitle}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/me' }, { label: say.logTitle }]} />
      <PageHead title={say.logTitle} intro={say.logIntro} />
      {facts.days.length === 0 ? <Empty title={say.empty} /> : null}
      <Stack>
        {facts.days.map(({ day, lines }) => (
          <Card title={capital(say.logDay(weekdayText(day, call.lang), longDayText(day, call.lang)))} id={`log-${day.toString()}`}>
            <ul class="g-who-list">
              {lines.map((line) => (
                <li>
                  <span>{sentenceOf(line, facts, call)}</span>
                  <span class="small soft">{whereText(line, facts, call)}</span>
                </li>
              ))}
            </ul>
          </Card>
        ))}
        <OtherDays call={call} facts={facts} />
      </Stack>
    </Page>
  )
}

function OtherDays({ call, facts: { older, earlier } }: { call: Call; facts: LogFacts }) {
  const say = texts(call.lang)
  if (older === null && !earlier) return <></>
  return (
    <p>
      {older === null ? null : <ButtonLink href={`/me/log?before=${formatDay(older)}`}>{say.logOlder(dayText(older))}</ButtonLink>}{' '}
      {earlier ? <ButtonLink href="/me/log">{say.logNewest}</ButtonLink> : null}
    </p>
  )
}

/** "Din coach åbnede din forretningsplan": role, deed and page in words. */
function sentenceOf(line: ToldLine, facts: LogFacts, { lang }: Call): string {
  const say = texts(lang)
  if (line.what === 'people.act_for') return say.actedFor(whoText(line, facts, lang), line.times)
  return say.sentence(whoText(line, facts, lang), say.did[line.kind], whatText(line.what, lang), line.times)
}

function whoText(line: ToldLine, facts: LogFacts, lang: Call['lang']): string {
  const say = texts(lang)
  if (line.organisationId === null && line.accountId !== null)
    return facts.acting.get(line.accountId) ?? (facts.byAnother ? say.theCitizen : say.you)
  if (line.accountId === null) return say.system
  const organisation = facts.organisations.find(({ id }) => id === line.organisationId)?.shortName ?? ''
  const roleOf = (accountId: string) => {
    const [role] = facts.roles.get(accountId) ?? []
    return role === undefined ? say.employee(organisation) : say.roles[role]
  }
  const who = roleOf(line.accountId)
  return line.onBehalfOf === null ? who : say.standsIn(who, roleOf(line.onBehalfOf))
}

/** What was opened, by the page's own name or by the part of the program it belongs to. */
function whatText(what: string, lang: Call['lang']): string {
  const say = texts(lang)
  const pages: Record<string, string> = say.pages
  const modules: Record<string, string> = say.modules
  return pages[what] ?? modules[what] ?? say.somethingElse
}

function whereText(line: ToldLine, facts: LogFacts, { lang }: Call): string {
  const say = texts(lang)
  const organisation = facts.organisations.find(({ id }) => id === line.organisationId)?.name
  const time = say.at(timeText(line.at.toZonedDateTimeISO(zone).toPlainTime(), lang))
  return organisation === undefined ? time : `${organisation}, ${time}`
}
