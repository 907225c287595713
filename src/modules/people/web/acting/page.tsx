import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText, momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Checkboxes, Radios } from '#ui/radios.tsx'
import { State } from '#ui/state.tsx'
import { type ActingConsent, actingCovers, givenHows } from '../../domain/acting-consent.ts'
import type { ActedFor } from '../../store/acting-consents.ts'
import type { PersonView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type ActingField = 'covers' | 'organisation' | 'given_how' | 'given_on'

/** What the page needs. `own` is the organisation of a member of staff who reads, null for the citizen; `houses` may be given a consent. */
export type ActingProps = {
  call: Call
  person: PersonView
  known: readonly ActingConsent[]
  deeds: readonly ActedFor[]
  organisations: readonly Organisation[]
  houses: readonly Organisation[]
  names: ReadonlyMap<string, string>
  own: string | null
  back: string
  raw?: RawForm<ActingField>
  covers?: readonly string[]
  errors?: FieldErrors<ActingField>
  problem?: string
}

/** Who may act in a citizen's name, on what consent, what they did on it, and the way to give and withdraw one. */
export function ActingPage(props: ActingProps) {
  const { call, person, known, own, back, errors = {}, problem } = props
  const all = texts(call.lang)
  const say = all.acting
  const labels = { covers: say.covers, organisation: say.organisation, given_how: say.givenHow, given_on: say.givenOn }
  const summary = [...summaryOf(errors, labels, call.lang), ...(problem === undefined ? [] : [{ text: problem }])]
  const title = own === null ? say.titleOwn : say.title
  const intro = own === null ? say.introOwn : `${person.name ?? all.maskedName}. ${say.intro}`
  return (
    <Page {...call.frame} title={title} hasErrors={summary.length > 0}>
      <PageHead title={title} intro={intro} actions={<ButtonLink href={back}>{own === null ? all.backOwn : all.back}</ButtonLink>} />
      <ErrorSummary lang={call.lang} errors={summary} />
      <Stack>
        {known.length === 0 ? <Empty title={say.none} /> : null}
        {known.map((each) => (
          <One {...props} each={each} />
        ))}
        <Recording {...props} />
      </Stack>
    </Page>
  )
}

function One(props: ActingProps & { each: ActingConsent }) {
  const { call, person, each, own, back, names, organisations } = props
  const say = texts(call.lang).acting
  const house = organisations.find(({ id }) => id === each.organisationId)?.name ?? '–'
  const who = each.givenHow === 'own_page' ? say.citizen : (names.get(each.recordedBy) ?? '–')
  const deeds = props.deeds.filter(({ consentId }) => consentId === each.id)
  const mayWithdraw = each.withdrawnAt === null && (own === null || own === each.organisationId)
  return (
    <Card
      title={house}
      id={`consent-${each.id}`}
      listed
      aside={<State kind={each.withdrawnAt === null ? 'done' : 'none'}>{each.withdrawnAt === null ? say.stands : say.withdrawn}</State>}
    >
      <Stack>
        <Facts
          items={[
            { name: say.covers, value: each.covers.map((cover) => say.cover[cover]).join(' · ') },
            { name: say.givenOn, value: say.given(dayText(each.givenOn), say.hows[each.givenHow]) },
            { name: say.recordedBy, value: who },
            ...(each.withdrawnAt === null ? [] : [{ name: say.withdrawn, value: momentText(each.withdrawnAt, call.lang) }]),
          ]}
        />
        {deeds.length === 0 ? null : <Deeds {...props} deeds={deeds} />}
        {mayWithdraw ? (
          <Form
            action={`/people/${person.id}/acting/${each.id}/withdrawal`}
            requestId={call.newRequestId()}
            hidden={{ back }}
            buttons={<Button>{say.withdraw}</Button>}
          />
        ) : null}
      </Stack>
    </Card>
  )
}

function Deeds({ call, deeds, names }: ActingProps) {
  const say = texts(call.lang).acting
  const words: Record<string, string> = say.deeds
  return (
    <>
      <h3>{say.done}</h3>
      <ul class="g-who-list">
        {deeds.map(({ deed, at, accountId }) => (
          <li>
            <span>{words[deed] ?? say.otherDeed}</span>
            <span class="small soft">
              {[names.get(accountId), momentText(at, call.lang)].filter((part) => part !== undefined).join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

/** One stands at a time for each organisation, so staff whose own has one are told to withdraw it first. */
function Recording(props: ActingProps) {
  const { call, person, own, back, houses, known, raw = {}, errors = {} } = props
  const say = texts(call.lang).acting
  const standing = new Set<string>(known.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ organisationId }) => organisationId))
  const free = houses.filter(({ id }) => !standing.has(id))
  if (own === null ? free.length === 0 : standing.has(own)) return own === null ? null : <p>{say.one}</p>
  const field = (name: ActingField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  const [first] = free
  return (
    <Card title={own === null ? say.recordOwn : say.record} id="record">
      <Form
        action={`/people/${person.id}/acting`}
        requestId={call.newRequestId()}
        hidden={{ back }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <Checkboxes
          {...field('covers')}
          label={say.covers}
          values={props.covers ?? []}
          options={actingCovers.map((value) => ({ value, label: say.cover[value] }))}
        />
        {own === null ? (
          <Radios
            {...field('organisation')}
            value={raw.organisation ?? (free.length === 1 ? first?.id : undefined)}
            label={say.organisation}
            options={free.map(({ id, name }) => ({ value: id, label: name }))}
          />
        ) : (
          <>
            <Radios
              {...field('given_how')}
              label={say.givenHow}
              options={givenHows.filter((value) => value !== 'own_page').map((value) => ({ value, label: say.hows[value] }))}
            />
            <DayField {...field('given_on')} value={raw.given_on ?? dayText(call.today)} label={say.givenOn} />
          </>
        )}
      </Form>
    </Card>
  )
}
