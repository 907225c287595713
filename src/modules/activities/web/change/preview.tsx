import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { dayText, timeText, weekdayText } from '#ui/format.ts'
import type { Option } from '#ui/select.tsx'
import type { AffectedPerson } from '../../actions/affected-by.ts'
import type { MovePlan, MoveRow } from '../../actions/change-session.ts'
import { texts } from '../../texts/texts.ts'
import { Conflicts } from '../conflicts.tsx'
import { startText } from '../when.ts'

/** What a move would do: what is in the way, each session before and after, and what it means to each person. */
export function MovePreview(props: { call: Call; plan: MovePlan; names: ReadonlyMap<string, string | null>; teachers: readonly Option[] }) {
  const { call, plan, names, teachers } = props
  const say = texts(call.lang)
  return (
    <>
      <Conflicts call={call} conflicts={plan.conflicts} />
      <DataTable
        id="before-after"
        caption={say.beforeAfter}
        rows={plan.rows}
        columns={[
          { heading: say.before, cell: ({ before }) => startText(call, before) },
          { heading: say.after, cell: (row) => (row.changes ? startText(call, row.after) : say.stays) },
          { heading: say.mind, cell: (row) => [...rowNotes(call, row), ...teacherNote(call, row, teachers)].join(' ') },
        ]}
      />
      <DataTable
        id="affected"
        caption={say.affected(plan.people.length)}
        rows={plan.people}
        columns={[
          { heading: say.person, cell: (person) => names.get(person.personId) ?? say.masked },
          { heading: say.caseNumber, cell: (person) => person.caseNumber },
          { heading: say.mind, cell: (person) => <PersonNotes call={call} person={person} /> },
        ]}
      />
    </>
  )
}

function rowNotes({ lang }: Call, { after, passedOver, changes }: MoveRow): string[] {
  const say = texts(lang)
  if (!changes) return []
  return [
    ...passedOver.map((on) => say.closedOn(`${weekdayText(on, lang)} ${dayText(on)}`)),
    ...(after.on.dayOfWeek > 5 ? [say.inWeekend] : []),
  ]
}

function teacherNote({ lang }: Call, { before, after }: MoveRow, teachers: readonly Option[]): string[] {
  if (after.teacherId === before.teacherId) return []
  const say = texts(lang)
  return [say.taughtBy(teachers.find(({ value }) => value === after.teacherId)?.label ?? say.colleague)]
}

function PersonNotes({ call, person }: { call: Call; person: AffectedPerson }) {
  const say = texts(call.lang)
  return (
    <>
      {person.elsewhere.map((other) => (
        <>
          <a href={`/sessions/${other.id}`}>{say.elsewhere(dayText(other.on), timeText(other.startsAt, call.lang), other.place)}</a>{' '}
        </>
      ))}
      {person.pausedOn.length === 0 ? null : `${say.pausedOn(person.pausedOn.map(dayText))} `}
      {person.phaseEndsOn === null ? null : say.phaseEnds(dayText(person.phaseEndsOn))}
    </>
  )
}
