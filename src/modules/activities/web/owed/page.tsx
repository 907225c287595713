import type { Call } from '#platform/http/call.ts'
import { type Day, dayOf, isBefore } from '#kernel/days.ts'
import { type Agreement, AgreementFilter, type AgreementId, AgreementOf } from '#modules/agreements/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, State } from '#ui/state.tsx'
import type { CatchUpLine } from '../../actions/catch-up.ts'
import type { RaisedWarning } from '../../store/warnings.ts'
import { texts } from '../../texts/texts.ts'
import { warningText } from '../warning/words.ts'
import { whenText } from '../when.ts'

/** What the page of what is owed shows of one run. */
export type OwedFacts = {
  enrolmentId: string
  referralId: string
  name: string | null
  caseNumber: string
  /** True when the run stands still today. */
  paused: boolean
  lines: readonly CatchUpLine[]
  /** The last day on which a session still helps. */
  until: Day | null
  warnings: readonly RaisedWarning[]
  mayPlan: boolean
  mayClose: boolean
}

/** What somebody still owes, and a plan to catch up: concrete sessions to join, or to plan anew. */
export function OwedPage(props: { call: Call; facts: OwedFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const whose = `${facts.name ?? say.masked}, ${facts.caseNumber}`
  return (
    <Page {...call.frame} title={say.owedTitle}>
      <Crumbs lang={call.lang} items={[{ label: whose, href: `/cases/${facts.referralId}` }, { label: say.owedTitle }]} />
      <PageHead title={say.owedTitle} chips={facts.paused ? <Chip kind="wait">{say.paused}</Chip> : undefined} intro={whose} />
      <Stack>
        {facts.warnings.length === 0 ? null : (
          <Card title={say.warningTitle} id="warnings">
            <Stack>
              {facts.warnings.map((raised) => (
                <Sign {...props} raised={raised} />
              ))}
            </Stack>
          </Card>
        )}
        {facts.lines.length === 0 ? <p>{say.cardOffered}</p> : null}
        {facts.lines.map((line) => (
          <OwedCard {...props} line={line} />
        ))}
      </Stack>
    </Page>
  )
}

function Sign(props: { call: Call; facts: OwedFacts; raised: RaisedWarning }) {
  const { call, facts, raised } = props
  const say = texts(call.lang)
  const sign = warningText(call.lang, raised.warning)
  return (
    <div>
      <p>{sign}</p>
      <p>{askedText(call, raised)}</p>
      {facts.mayClose ? (
        <Form action={`/warnings/${raised.id}/close`} requestId={call.newRequestId()} inline label={`${say.warningClose}: ${sign}`}>
          <Button kind="secondary" hidden={sign}>
            {say.warningClose}
          </Button>
        </Form>
      ) : null}
    </div>
  )
}

function askedText({ lang, today }: Call, { raisedAt, answeredAt, answerBy, words }: RaisedWarning): string {
  const say = texts(lang)
  if (answeredAt !== null) return say.warningAnswered(dayText(dayOf(answeredAt)), words ?? say.wordsErased)
  const tell = isBefore(today, answerBy) ? say.warningAsked : say.warningUnanswered
  return tell(dayText(dayOf(raisedAt)), dayText(answerBy))
}

function OwedCard(props: { call: Call; facts: OwedFacts; line: CatchUpLine }) {
  const { call, facts, line } = props
  const { owed, proposals, short } = line
  const say = texts(call.lang)
  const met = owed.missing === 0
  return (
    <Card
      title={owed.name[call.lang]}
      id={`owed-${owed.code}`}
      aside={
        <State kind={met ? 'done' : 'due'}>
          {met ? say.of(owed.attended, owed.demanded) : say.owed(owed.attended, owed.demanded, owed.missing)}
        </State>
      }
    >
      <Planned {...props} />
      {proposals.map((one) => (
        <Form
          action={`/enrolments/${facts.enrolmentId}/sessions/${one.id}/join`}
          requestId={call.newRequestId()}
          inline
          label={`${say.canJoin} ${whenText(call, one)}`}
        >
          <span>
            {say.canJoin} {whenText(call, one)}
          </span>
          {facts.mayPlan ? (
            <Button kind="secondary" compact hidden={`${owed.name[call.lang]} ${dayText(one.on)}`}>
              {say.join}
            </Button>
          ) : null}
        </Form>
      ))}
      {short === 0 ? null : (
        <p>
          {say.short(short)}{' '}
          {facts.mayPlan ? (
            <ButtonLink
              href={`/enrolments/${facts.enrolmentId}/sessions/new?activity=${encodeURIComponent(owed.code)}`}
              compact
              hidden={owed.name[call.lang]}
            >
              {say.planTitle}
            </ButtonLink>
          ) : null}
        </p>
      )}
    </Card>
  )
}

function Planned({ call, facts, line: { planned, late } }: { call: Call; facts: OwedFacts; line: CatchUpLine }) {
  const say = texts(call.lang)
  if (planned.length + late.length === 0) return null
  return (
    <>
      <p>{say.alreadyPlanned}</p>
      <ul class="g-plain">
        {[...planned, ...late].map((one) => (
          <li>
            <a href={`/sessions/${one.id}`}>{whenText(call, one)}</a>{' '}
            {facts.until === null || !late.includes(one) ? null : <State kind="due">{say.tooLate(dayText(facts.until))}</State>}
          </li>
        ))}
      </ul>
    </>
  )
}

/** One line of the overview: somebody who lacks something. */
export type Lacking = {
  enrolmentId: string
  name: string | null
  caseNumber: string
  phase: 'qualifying' | 'main'
  paused: boolean
  lacks: string
  warnings: number
  agreementId: string
}

/** The overview, and the agreements it is told apart by; none where there is only one. */
export type LackingFacts = { rows: readonly Lacking[]; agreements: readonly Agreement[]; chosen: AgreementId | null }

/** Everybody who still owes something, with what. */
export function LackingPage(props: { call: Call; facts: LackingFacts }) {
  const { call, facts } = props
  const { rows, agreements, chosen } = facts
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.lackingTitle}>
      <PageHead title={say.lackingTitle} intro={say.lackingIntro} />
      <AgreementFilter
        call={call}
        agreements={agreements}
        chosen={chosen}
        href={(id) => (id === null ? '/owed' : `/owed?agreement=${id}`)}
      />
      <DataTable
        id="lacking"
        caption={say.lackingTitle}
        hideCaption
        rows={rows}
        columns={[
          {
            heading: say.person,
            cell: (row) => <a href={`/enrolments/${row.enrolmentId}/owed`}>{row.name ?? say.masked}</a>,
          },
          { heading: say.caseNumber, cell: (row) => row.caseNumber, nowrap: true },
          {
            heading: say.phase,
            cell: (row) => (
              <>
                {row.paused ? `${say.phaseNames[row.phase]} · ${say.paused}` : say.phaseNames[row.phase]}{' '}
                <AgreementOf call={call} agreements={agreements} id={row.agreementId} />
              </>
            ),
          },
          { heading: say.lacks, cell: (row) => row.lacks, wide: true },
          {
            heading: say.warnings,
            cell: (row) => (row.warnings === 0 ? '' : <State kind="due">{say.warningCount(row.warnings)}</State>),
          },
        ]}
      />
    </Page>
  )
}
