import { Button } from '#ui/button.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Form } from '#ui/form.tsx'
import { Halves, Stack } from '#ui/layout.tsx'
import { Radios } from '#ui/radios.tsx'
import { Key } from '#ui/score.tsx'
import { Select } from '#ui/select.tsx'
import { State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Chooser, When } from '#ui/when.tsx'
import { otherAuthority, type Outcome } from '../../domain/states.ts'
import { type CaseHead, organisationAt } from '../desk.ts'
import type { DecisionField, DecisionRaw } from './form.ts'
import type { DecisionFacts, Refused } from './page.tsx'

type Props = { head: CaseHead; facts: DecisionFacts; refused?: Refused; raw: DecisionRaw }

/** The first key: what we agree on, and the words that go into the letter. */
export function ProposalForm(props: Props) {
  const { head } = props
  const { say, call, referral, authority } = head
  if (authority === null) return null
  const own = organisationAt(head, authority)
  const other = organisationAt(head, otherAuthority(authority))
  const name = call.actor?.kind === 'staff' ? call.actor.name : ''
  return (
    <Form action={`/referrals/${referral.id}/decision`} requestId={call.newRequestId()}>
      <Halves>
        <Stack>
          <ProposalFields {...props} />
        </Stack>
        <Stack>
          <Key
            turned={false}
            letter={own?.letter ?? ''}
            name={own?.name ?? ''}
            note={say.decision.itIsYou(name)}
            end={
              <>
                <State kind="now">{say.decision.yourTurn}</State>
                <Button kind="primary">{say.decision.propose(own?.shortName ?? '')}</Button>
              </>
            }
          />
          <Key
            turned={false}
            letter={other?.letter ?? ''}
            name={other?.name ?? ''}
            note=""
            end={<State kind="none">{say.decision.waits}</State>}
          />
          <p class="small soft">{say.decision.alone}</p>
        </Stack>
      </Halves>
    </Form>
  )
}

function ProposalFields(props: Props) {
  const { head, facts, refused } = props
  const { say, call, referral } = head
  const { lang } = call
  const raw = refused?.raw ?? props.raw
  const field = (name: DecisionField) => ({ lang, name, value: raw[name], error: refused?.errors[name] })
  const choices: Outcome[] = referral.state === 'refusal_proposed' ? ['accepted', 'not_now', 'refused'] : ['accepted', 'not_now', 'hearing']
  const options = (list: 'not_now' | 'refusal') => facts.version.reasons[list].map(({ code, name }) => ({ value: code, label: name[lang] }))
  const against = choices.filter((outcome) => outcome === 'hearing' || outcome === 'refused')
  return (
    <>
      <Chooser>
        <Radios
          {...field('outcome')}
          label={say.decision.agree}
          options={choices.map((outcome) => ({ value: outcome, label: say.decision.outcomes[outcome] }))}
        />
      </Chooser>
      <When all={choices} chosen={['not_now']}>
        <Select {...field('reason_not_now')} label={say.decision.reason} options={options('not_now')} />
        <DayField {...field('review_on')} label={say.decision.reviewOn} />
      </When>
      <When all={choices} chosen={against}>
        <Select {...field('reason_refusal')} label={say.decision.reason} options={options('refusal')} />
        <TextField {...field('legal_rule')} label={say.decision.legalRule} hint={say.decision.legalRuleHint} width="full" />
        {referral.state === 'refusal_proposed' ? null : <DayField {...field('hearing_until')} label={say.decision.hearingUntil} />}
      </When>
      <When all={choices} chosen={['not_now', ...against]}>
        <TextField
          {...field('reason_text')}
          label={say.decision.reasonText}
          hint={say.decision.reasonTextHint}
          width="l"
          required="sometimes"
        />
      </When>
      <TextArea
        {...field('considerations')}
        label={say.decision.considerations}
        hint={say.decision.considerationsHint}
        rows={5}
        required="sometimes"
      />
    </>
  )
}
