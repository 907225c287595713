import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Fold, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import type { PersonView } from '#modules/people/index.ts'
import type { Reason } from '#modules/programmes/index.ts'
import type { Anew } from '../../domain/anew.ts'
import { complainUntil, complaintDueOn } from '../../domain/complaint.ts'
import { informationVersion } from '../../domain/information.ts'
import type { Referral } from '../../domain/referral.ts'
import type { SharingItem } from '../../domain/sections.ts'
import { isOpen } from '../../domain/states.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import type { HearingFacts } from '../hearing/page.tsx'
import { Lines } from '../lines.tsx'
import { stoppable, StopSharingForm } from '../sharing-stop/form.tsx'
import { AnewCard } from './anew.tsx'
import { SharingChoices } from '../sections/page.tsx'
import type { SavedSections } from '../../store/sections.ts'

/** What the citizen's own page shows. */
export type MyReferralFacts = {
  referral: Referral
  saved: SavedSections
  /** The citizen's own contact, and in words what they live on. */
  contact: Pick<PersonView, 'phone' | 'email' | 'address'>
  support: string | null
  agreed: Record<string, string>
  hearing: HearingFacts
  information: { da: string; en: string }
  withdrawal: readonly Reason[]
  letterId: string | null
  decidedOn: Day | null
  /** That the case is decided anew after the citizen's complaint. */
  anew: Anew | null
}

/** What came back from a refused form: the words, and what was typed. */
export type MyRefused = { errors: FormError[]; raw: Record<string, string> }

/** The citizen's referral: where it stands in one sentence, what is written, and what the citizen can do. */
export function MyReferralPage(props: { call: Call; facts: MyReferralFacts | null; refused?: MyRefused }) {
  const { call, facts, refused } = props
  const say = texts(call.lang)
  const errors = refused?.errors ?? []
  return (
    <Page {...call.frame} title={say.me.title} hasErrors={errors.length > 0}>
      <PageHead title={say.me.title} />
      <ErrorSummary lang={call.lang} errors={errors} />
      {facts === null ? <Empty title={say.me.none} /> : <Mine call={call} say={say} facts={facts} refused={refused} />}
    </Page>
  )
}

type MineProps = { call: Call; say: Texts; facts: MyReferralFacts; refused: MyRefused | undefined }

/** Where the referral stands, in one plain sentence: for this page and for the citizen's front page. */
export function statusSentence(referral: Referral, say: Texts): string {
  const { state, reviewOn, hearingUntil } = referral
  if (state === 'not_now') return say.me.not_now(reviewOn ? dayText(reviewOn) : '')
  if (state === 'refusal_proposed') return say.me.refusal_proposed(hearingUntil ? dayText(hearingUntil) : '')
  return state === 'refused' && referral.boardAnswered ? say.me.refusedByBoard : say.me[state]
}

function Mine(props: MineProps) {
  const { say, facts } = props
  const { referral } = facts
  return (
    <Stack>
      <Notice kind="info" title={referral.caseNumber}>
        {statusSentence(referral, say)}
      </Notice>
      {facts.anew === null ? null : <AnewCard lang={props.call.lang} anew={facts.anew} />}
      {referral.expectedOn ? <Notice kind="warn">{say.delay.own(dayText(referral.expectedOn))}</Notice> : null}
      {facts.letterId ? (
        <p>
          <a href={`/letters/${facts.letterId}.pdf`}>{facts.anew === null ? say.decision.letter : say.me.anew.oldLetter}</a>
        </p>
      ) : null}
      {referral.state === 'draft' ? null : <Written say={say} facts={facts} />}
      {referral.state === 'shared' ? <Sharing {...props} /> : null}
      {referral.state === 'refusal_proposed' ? <Hearing {...props} /> : null}
      {stopIn.includes(referral.state) ? <StopSharing {...props} /> : null}
      {complainable(referral) ? <Complaining {...props} /> : null}
      {isOpen(referral.state) && referral.state !== 'draft' ? <Withdraw {...props} /> : null}
    </Stack>
  )
}

function Written(props: { say: Texts; facts: MyReferralFacts }) {
  const { say } = props
  const { saved, contact, support, agreed, referral } = props.facts
  const told = (text: string | null | undefined) => (text ? <Lines text={text} /> : say.check.notGiven)
  const shared = (item: SharingItem, text: string | null | undefined) => (
    <>
      {told(text)}
      {text && referral.state !== 'shared' && agreed[item] === 'no' ? <p class="soft small">{say.me.notShared}</p> : null}
    </>
  )
  return (
    <Card title={say.me.written} id="written">
      <Facts
        wide
        items={[
          { name: say.contact.phone, value: told(contact.phone) },
          { name: say.contact.email, value: told(contact.email) },
          { name: say.contact.address, value: told(contact.address) },
          { name: say.sections.support_basis, value: told(support) },
          { name: say.idea.name, value: told(saved.idea?.answers.title) },
          { name: say.me.idea, value: told(saved.idea?.answers.text) },
          { name: say.me.why, value: told(saved.fitness?.answers.why) },
          { name: say.fitness.health, value: shared('health', saved.health?.answers.text) },
          { name: say.fitness.economy, value: shared('economy', saved.economy?.answers.text) },
        ]}
      />
    </Card>
  )
}

const errorOf = (refused: MyRefused | undefined, field: string) => refused?.errors.find((error) => error.field === field)?.text

function Sharing({ call, say, facts, refused }: MineProps) {
  const raw = refused?.raw ?? facts.agreed
  const field = (name: string) => ({ lang: call.lang, name, value: raw[name], error: errorOf(refused, name) })
  return (
    <>
      <Card title={say.me.shareQuestion} id="share">
        <Form
          action="/me/referral/approval"
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.steps.approve_sharing.label}</Button>}
        >
          <Fold summary={say.sharing.information} open>
            <p>{facts.information[call.lang]}</p>
            <p class="soft small">{say.sharing.version(informationVersion)}</p>
          </Fold>
          <Checkbox {...field('informed')} label={say.sharing.informedSelf} />
          <SharingChoices field={field} say={say} />
        </Form>
      </Card>
      <Card title={say.steps.object_to_sharing.label} id="object">
        <Form
          action="/me/referral/objection"
          requestId={call.newRequestId()}
          buttons={<Button>{say.steps.object_to_sharing.label}</Button>}
        >
          <TextArea {...field('objection')} label={say.me.objectWhy} rows={3} max={4000} />
        </Form>
      </Card>
    </>
  )
}

function Hearing({ call, say, facts, refused }: MineProps) {
  return (
    <Card title={say.hearing.ownTitle} id="hearing">
      {facts.hearing.answers.map((answer) => (
        <blockquote>
          <Lines text={answer} />
        </blockquote>
      ))}
      <Form action="/me/referral/hearing" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.hearing.save}</Button>}>
        <TextArea
          lang={call.lang}
          name="answer"
          label={say.hearing.ownAnswer}
          hint={say.hearing.ownHint}
          rows={6}
          max={4000}
          value={refused?.raw['answer']}
          error={errorOf(refused, 'answer')}
        />
      </Form>
    </Card>
  )
}

const stopIn: readonly Referral['state'][] = [
  'submitted',
  'information_requested',
  'joint_assessment',
  'conciliation',
  'refusal_proposed',
  'not_now',
]

function StopSharing({ call, say, facts, refused }: MineProps) {
  const agreed = Object.fromEntries(Object.entries(facts.agreed).map(([item, answer]) => [item, answer === 'yes']))
  const error = errorOf(refused, 'stop')
  return (
    <Fold summary={say.stopSharing.title} open={error !== undefined}>
      <StopSharingForm call={call} say={say} action="/me/referral/sharing-stop" items={stoppable(agreed)} own error={error} />
    </Fold>
  )
}

const complainable = ({ state, boardAnswered }: Referral) => (state === 'refused' || state === 'not_now') && !boardAnswered

function Complaining({ call, say, facts, refused }: MineProps) {
  const { complaint } = facts.referral
  const words = say.complaint
  if (complaint)
    return (
      <Card title={words.own} id="own-complaint">
        <p>{complaint.stage === 'received' ? words.ownReceived(dayText(complaintDueOn(complaint))) : words.ownForwarded}</p>
        <Form action="/me/referral/complaint/withdrawal" requestId={call.newRequestId()} buttons={<Button>{words.withdraw}</Button>}>
          <p class="soft">{say.steps.withdraw_complaint.consequence}</p>
        </Form>
      </Card>
    )
  const until = facts.decidedOn ? complainUntil(facts.decidedOn) : null
  return (
    <Card title={words.own} id="own-complaint">
      {until ? <p>{words.ownIntro(dayText(until))}</p> : null}
      <Form action="/me/referral/complaint" requestId={call.newRequestId()} buttons={<Button kind="primary">{words.ownSend}</Button>}>
        <TextArea
          lang={call.lang}
          name="complaint"
          label={words.ownText}
          hint={words.ownHint}
          rows={6}
          max={4000}
          value={refused?.raw['complaint']}
          error={errorOf(refused, 'complaint')}
        />
      </Form>
    </Card>
  )
}

function Withdraw({ call, say, facts, refused }: MineProps) {
  const { raw = {} } = refused ?? {}
  return (
    <Fold
      summary={say.me.withdrawTitle}
      open={refused?.errors.some((error) => error.field === 'reason' || error.field === 'text') ?? false}
    >
      <p>{say.steps.withdraw.consequence}</p>
      <Form action="/me/referral/withdrawal" requestId={call.newRequestId()} buttons={<Button>{say.me.withdrawTitle}</Button>}>
        <Radios
          lang={call.lang}
          name="reason"
          label={say.me.withdrawWhy}
          value={raw['reason']}
          error={errorOf(refused, 'reason')}
          options={facts.withdrawal.map(({ code, name }) => ({ value: code, label: name[call.lang] }))}
        />
        <TextArea
          lang={call.lang}
          name="text"
          label={say.stepPage.text}
          hint={say.stepPage.textHint}
          rows={2}
          required={false}
          value={raw['text']}
          error={errorOf(refused, 'text')}
        />
      </Form>
    </Fold>
  )
}
