import { formatDay } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import { type ActingConsent, ActingLink } from '#modules/people/index.ts'
import type { Enrolment } from '#modules/enrolments/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import type { Lang } from '#ui/lang.ts'
import { type FormError, ErrorSummary } from '#ui/error-summary.tsx'
import { momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { type Change, type Proposal, type ProposalKind } from '../../domain/proposal.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { nameOf } from '../shared.ts'
import { proposers } from './form.ts'

/** What the page shows; `mayMake` and `mayAnswer` as the reader's role allows. */
export type ProposalsFacts = {
  run: Enrolment
  proposals: readonly Proposal[]
  organisations: readonly Organisation[]
  own: string | null
  /** What can be proposed of the run as it stands. */
  kinds: readonly ProposalKind[]
  mayAnswer: boolean
  /** The consent on which staff who read may propose in the citizen's name. */
  consent: ActingConsent | null
  /** Who made a proposal in the citizen's name, by proposal. */
  madeFor: ReadonlyMap<string, string>
}

/** What was typed, what is wrong, and in which proposal's form (null: the form that proposes). */
export type ProposalsTyped = { raw: Record<string, string | undefined>; errors: readonly FormError[]; at: string | null }

/** The proposals on a case: made by one party, answered by the other, seen by the citizen. */
export function ProposalsPage(props: { call: Call; facts: ProposalsFacts; typed?: ProposalsTyped }) {
  const { call, facts } = props
  const typed = props.typed ?? { raw: {}, errors: [], at: null }
  const say = texts(call.lang)
  const title = facts.own === null ? say.proposals.titleOwn : say.proposals.titleCase(facts.run.caseNumber)
  const back = facts.own === null ? '/me' : `/cases/${facts.run.referralId}`
  return (
    <Page {...call.frame} title={title} hasErrors={typed.errors.length > 0}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: facts.own === null ? say.proposals.ownPage : `${say.case} ${facts.run.caseNumber}`, href: back },
          { label: say.proposals.title },
        ]}
      />
      <PageHead title={title} />
      <ErrorSummary lang={call.lang} errors={typed.errors} />
      <Stack>
        {facts.proposals.length === 0 ? <Empty title={say.proposals.none} /> : null}
        {facts.proposals.map((proposal) => (
          <ProposalCard call={call} say={say} facts={facts} proposal={proposal} typed={typed} />
        ))}
        {facts.kinds.length === 0 ? null : (
          <MakeCard call={call} say={say} facts={facts} typed={typed.at === null ? typed : { raw: {}, errors: [], at: null }} />
        )}
      </Stack>
    </Page>
  )
}

/** A proposed change in words. */
export function changeText(change: Change, say: Texts): string {
  const words = say.proposals.changes
  if (change.kind === 'prolong') return words.prolong(formatDay(change.until))
  return 'from' in change ? words[change.kind](formatDay(change.from), formatDay(change.until)) : words[change.kind]
}

const tones = { open: 'wait', accepted: 'done', declined: 'stop', withdrawn: 'none' } as const

type CardProps = { call: Call; say: Texts; facts: ProposalsFacts; proposal: Proposal; typed: ProposalsTyped }

function ProposalCard({ call, say, facts, proposal, typed }: CardProps) {
  const to = nameOf(facts.organisations, proposal.to)
  return (
    <Card
      title={changeText(proposal.change, say)}
      id={`proposal-${proposal.id}`}
      listed
      aside={<State kind={tones[proposal.state]}>{say.proposals.states[proposal.state]}</State>}
    >
      <p>{proposal.why ?? say.erased}</p>
      <p class="small soft">
        {wayText(proposal, facts, to, call.lang)}
        {proposal.state === 'open' ? ` · ${say.answerBy(formatDay(proposal.answerBy))}` : ''}
      </p>
      {proposal.answer === null ? null : (
        <p>
          <strong>{to}:</strong> {proposal.answer}
        </p>
      )}
      <AnswerForms call={call} say={say} facts={facts} proposal={proposal} typed={typed} />
    </Card>
  )
}

/** Who proposed to whom and when; to the citizen, their own proposals are from "you". */
function wayText(proposal: Proposal, { own, organisations, madeFor }: ProposalsFacts, to: string, lang: Lang): string {
  const say = texts(lang)
  const at = momentText(proposal.madeAt, lang)
  if (proposal.from !== null) return say.fromTo(nameOf(organisations, proposal.from), to, at)
  const by = madeFor.get(proposal.id) ?? null
  if (own === null) return say.proposals.fromYou(by, to, at)
  return say.fromTo(by === null ? say.proposals.citizen : say.proposals.citizenBy(by), to, at)
}

function AnswerForms({ call, say, facts, proposal, typed }: CardProps) {
  if (proposal.state !== 'open') return null
  const here = typed.at === proposal.id
  const error = here ? typed.errors.find(({ field }) => field === `answer-${proposal.id}`)?.text : undefined
  const words = say.proposals
  if (proposal.to === facts.own && facts.mayAnswer) {
    const buttons = (
      <>
        <Button kind="primary" name="verdict" value="accept">
          {words.accept}
        </Button>
        <Button name="verdict" value="decline">
          {words.decline}
        </Button>
      </>
    )
    return (
      <Form action={`/proposals/${proposal.id}/answer`} requestId={call.newRequestId()} buttons={buttons}>
        <TextArea
          lang={call.lang}
          name="words"
          id={`answer-${proposal.id}`}
          label={words.answer}
          value={here ? typed.raw['words'] : undefined}
          error={error}
          max={2000}
          rows={2}
        />
      </Form>
    )
  }
  const mayWithdraw = proposal.from === facts.own || (proposal.from === null && facts.consent !== null)
  if (!mayWithdraw) return null
  return (
    <Form
      action={`/proposals/${proposal.id}/withdrawal`}
      requestId={call.newRequestId()}
      inline
      buttons={<Button compact>{words.withdraw}</Button>}
    />
  )
}

const onlyOne = (kinds: readonly ProposalKind[]) => (kinds.length === 1 ? kinds[0] : undefined)
const needsDays = (kinds: readonly ProposalKind[]) => kinds.some((kind) => kind !== 'goal' && kind !== 'other')

function MakeCard({ call, say, facts, typed }: Omit<CardProps, 'proposal'>) {
  const words = say.proposals
  const can = (kind: ProposalKind) => facts.kinds.includes(kind)
  const field = (name: string) => ({
    lang: call.lang,
    name,
    value: typed.raw[name],
    error: typed.errors.find((error) => error.field === name)?.text,
  })
  return (
    <Card title={words.make} id="make">
      <Form
        action={`/cases/${facts.run.referralId}/proposals`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.send}</Button>}
      >
        {facts.own === null ? null : <Proposer call={call} facts={facts} field={field('who')} />}
        <Radios
          {...field('kind')}
          value={typed.raw['kind'] ?? onlyOne(facts.kinds)}
          label={words.kind}
          options={facts.kinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
        />
        {needsDays(facts.kinds) ? (
          <>
            <DayField {...field('from')} label={words.from} hint={words.fromHint(can('pause'))} required="sometimes" />
            <DayField
              {...field('until')}
              label={words.until}
              hint={words.untilHint({ pause: can('pause'), prolong: can('prolong') })}
              required="sometimes"
            />
          </>
        ) : null}
        <TextArea {...field('why')} label={words.why} {...(facts.own === null ? {} : { hint: words.whyHint })} max={2000} rows={4} />
      </Form>
    </Card>
  )
}

/** Whether staff propose for their organisation or in the citizen's name; the latter where a consent stands. */
function Proposer(props: { call: Call; facts: ProposalsFacts; field: { lang: Lang; name: string; value: string | undefined } }) {
  const { call, facts, field } = props
  const words = texts(call.lang).proposals
  if (facts.consent === null)
    return (
      <p class="small soft">
        {words.inTheirName} <ActingLink call={call} personId={facts.run.personId} />
      </p>
    )
  return (
    <Radios
      {...field}
      value={field.value ?? 'organisation'}
      label={words.who}
      options={proposers.map((value) => ({ value, label: words.proposers[value] }))}
    />
  )
}
