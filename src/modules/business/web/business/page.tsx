import type { Actor } from '#kernel/actor.ts'
import { formatCvr, parseCvr } from '#kernel/cvr.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Chip } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { BenefitWarning } from '../../actions/benefit-warning.ts'
import type { BusinessState, Milestone } from '../../domain/business-machine.ts'
import type { RecordedMilestone } from '../../store/business.ts'
import { BenefitNotice } from '../benefit-notice.tsx'
import { CaseCrumbs } from '../crumbs.tsx'
import { texts } from '../../texts/texts.ts'
import type { MilestoneField } from './form.ts'

/** What the page shows; `offered` are the milestones this reader may record now, `names` the recorders by account. */
export type BusinessFacts = {
  enrolmentId: string
  referralId: string
  personId: string
  caseNumber: string
  person: string | null
  reader: Actor
  /** Whether this reader may put the paper that shows a milestone among the documents. */
  mayAttach: boolean
  state: BusinessState
  milestones: readonly RecordedMilestone[]
  names: ReadonlyMap<string, string>
  offered: readonly Milestone[]
  /** The next milestone of this business is the approval of its plan. */
  awaitsPlan: boolean
  /** What a registration does, on the day typed or else today, to the benefit; null unless one may be recorded. */
  benefit: BenefitWarning | null
}

type Problem = { errors?: FieldErrors<MilestoneField>; problem?: string; raw?: RawForm<MilestoneField> }

/** The business of a run: where it stands, the form for its next milestone, and what was reached. */
export function BusinessPage(props: { call: Call; facts: BusinessFacts } & Problem) {
  const { call, facts } = props
  const say = texts(call.lang)
  const kind = facts.state === 'none' ? 'none' : facts.state === 'ceased' ? 'stop' : facts.state === 'self_supporting' ? 'done' : 'now'
  return (
    <Page {...call.frame} title={say.title} hasErrors={props.errors !== undefined || props.problem !== undefined}>
      <CaseCrumbs call={call} facts={facts} here={say.title} />
      <PageHead
        title={say.title}
        intro={say.intro}
        chips={
          <>
            <Chip kind={kind}>{say.states[facts.state]}</Chip>
            <span class="soft">
              {facts.person ?? say.masked}, {facts.caseNumber}
            </span>
          </>
        }
      />
      <Stack>
        {facts.awaitsPlan ? (
          <Notice kind="info">
            {say.planFirst} <a href={`/enrolments/${facts.enrolmentId}/plan`}>{say.plan.title}</a>
          </Notice>
        ) : null}
        {facts.offered.length === 0 ? <p class="soft">{say.nothingToRecord}</p> : <MilestoneForm {...props} />}
        <History call={call} facts={facts} />
      </Stack>
    </Page>
  )
}

function MilestoneForm(props: { call: Call; facts: BusinessFacts } & Problem) {
  const { call, facts, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const labels = {
    milestone: say.milestone,
    reached_on: say.day,
    cvr: say.cvr,
    vat: say.vat,
    told: say.benefit.told,
    evidence: say.evidence,
  }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: MilestoneField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  const [only] = facts.offered
  return (
    <Card title={say.record} id="record">
      <Stack>
        {facts.benefit === null ? null : <BenefitNotice lang={call.lang} warning={facts.benefit} />}
        <ErrorSummary lang={lang} errors={summary} />
        <Form
          action={`/enrolments/${facts.enrolmentId}/business`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.save}</Button>}
        >
          {facts.benefit === null ? null : <input type="hidden" name="warned_for" value={facts.benefit.on.toString()} />}
          <Radios
            {...field('milestone')}
            value={raw.milestone ?? (facts.offered.length === 1 ? only : undefined)}
            options={facts.offered.map((milestone) => ({ value: milestone, label: say.reached[milestone] }))}
          />
          <DayField {...field('reached_on')} hint={say.dayHint} />
          {facts.offered.includes('registered') ? (
            <>
              <TextField {...field('cvr')} required="sometimes" width="s" inputmode="numeric" hint={say.cvrHint} />
              <Radios
                {...field('vat')}
                required="sometimes"
                hint={say.vatHint}
                inline
                options={[
                  { value: 'yes', label: say.yes },
                  { value: 'no', label: say.no },
                ]}
              />
            </>
          ) : null}
          {facts.offered.includes('registered') ? <Checkbox {...field('told')} required="sometimes" hint={say.vatHint} /> : null}
          <TextArea {...field('evidence')} hint={say.evidenceHint} max={2000} />
        </Form>
        {facts.mayAttach ? (
          <p class="small soft">
            {say.evidencePaper} <a href={documentsOf(facts)}>{say.evidenceDocuments}</a>
          </p>
        ) : null}
      </Stack>
    </Card>
  )
}

function documentsOf({ personId, referralId, enrolmentId }: BusinessFacts): string {
  return `/people/${personId}/documents?case=${referralId}&back=${encodeURIComponent(`/enrolments/${enrolmentId}/business`)}`
}

function History(props: { call: Call; facts: BusinessFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  if (facts.milestones.length === 0) return <Empty title={say.empty}>{say.emptyText}</Empty>
  return (
    <Card title={say.history} id="milestones">
      <Timeline
        items={facts.milestones.toReversed().map((reached) => ({
          day: reached.on,
          icon: reached.name === 'ceased' ? ('close' as const) : ('flag' as const),
          tone: reached.name === 'ceased' ? ('due' as const) : ('done' as const),
          title: say.reached[reached.name],
          text: (
            <>
              {registrationText(reached, say.vatText)}
              {reached.evidence ?? (reached.checkMonths === null ? say.evidenceErased : say.foundAtCheck(reached.checkMonths))}
              <br />
              <span class="soft">{say.recordedBy(facts.names.get(reached.accountId) ?? say.masked)}</span>
            </>
          ),
        }))}
      />
    </Card>
  )
}

function registrationText({ cvr, vat }: RecordedMilestone, vatText: (vat: boolean) => string): string {
  const number = cvr === null ? null : parseCvr(cvr)
  return number?.ok === true && vat !== null ? `CVR ${formatCvr(number.value)}, ${vatText(vat)}. ` : ''
}
