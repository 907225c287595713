import { mayEver } from '#modules/access/index.ts'
import { caseloadActions } from '#modules/caseload/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import type { RawForm } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { Select } from '#ui/select.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { readerOf } from '../case/read-case.ts'
import { texts } from '../../texts/texts.ts'
import type { CaseloadFacts } from './facts.ts'

/** The fields of naming a deputy. */
export type DeputyField = 'absent' | 'deputy' | 'from' | 'until'

/** What was wrong, and what had been typed. */
export type DeputyRefused = { raw: RawForm<DeputyField>; errors: Partial<Record<DeputyField, string>> }

/** Who is away now or soon, and who stands in. */
export function AbsenceCard({ call, facts }: { call: Call; facts: CaseloadFacts }) {
  const say = texts(call.lang).handOver.page
  const name = (id: string) => facts.names.get(id) ?? '–'
  return (
    <Card title={say.absences} id="absences">
      {facts.deputies.length === 0 ? (
        <Empty title={say.noAbsences} />
      ) : (
        <Tasks
          items={facts.deputies.map((one) => ({
            name: say.absentFrom(name(one.absentId), dayText(one.from), dayText(one.until)),
            note: say.standsIn(name(one.deputyId)),
            end:
              facts.leads || [one.absentId, one.deputyId].includes(facts.ownId) ? (
                <Form
                  inline
                  action={`/deputies/${one.id}/end`}
                  requestId={call.newRequestId()}
                  buttons={
                    <Button compact hidden={say.endHidden(name(one.absentId))}>
                      {say.end}
                    </Button>
                  }
                />
              ) : undefined,
          }))}
        />
      )}
    </Card>
  )
}

/** The form by which one names one's own deputy, or as a leader a colleague's. */
export function NameDeputy({ call, facts, refused }: { call: Call; facts: CaseloadFacts; refused?: DeputyRefused | undefined }) {
  const say = texts(call.lang).handOver.page
  const { raw = {}, errors = {} } = refused ?? {}
  const labels = { absent: say.absent, deputy: say.deputy, from: say.first, until: say.last }
  const names: DeputyField[] = ['absent', 'deputy', 'from', 'until']
  const summary = names.flatMap((name) => (errors[name] === undefined ? [] : [{ field: name, label: labels[name], text: errors[name] }]))
  const { actor } = readerOf(call)
  const fitting = facts.members.filter(
    (one) => mayEver({ ...actor, roles: one.roles }, caseloadActions.assign) || one.roles.includes('financial_adviser'),
  )
  const options = fitting.map((one) => ({ value: one.accountId, label: one.name }))
  const field = (name: DeputyField) => ({ lang: call.lang, name, value: raw[name], error: errors[name] })
  return (
    <Card title={say.name_deputy} id="name-deputy">
      <ErrorSummary lang={call.lang} errors={summary} />
      <Form
        action="/deputies"
        requestId={call.newRequestId()}
        hidden={facts.leads ? {} : { absent: facts.ownId }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        {facts.leads ? <Select {...field('absent')} label={say.absent} options={options} /> : null}
        <Select
          {...field('deputy')}
          label={say.deputy}
          hint={say.deputyHint}
          options={options.filter((one) => facts.leads || one.value !== facts.ownId)}
        />
        <DayField {...field('from')} label={say.first} value={raw.from ?? dayText(call.today)} />
        <DayField {...field('until')} label={say.last} />
      </Form>
    </Card>
  )
}
