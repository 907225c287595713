import type { Call } from '#platform/http/call.ts'
import { DataTable } from '#ui/data-table.tsx'
import { momentText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'
import { startText } from '../when.ts'
import type { RegisterFacts } from './facts.ts'

/** Each saving of the register, and each time the session was moved or cancelled: by whom, who asked and why. */
export function History(props: { call: Call; facts: RegisterFacts }) {
  return (
    <>
      <Savings {...props} />
      <Changes {...props} />
    </>
  )
}

function Savings({ call, facts }: { call: Call; facts: RegisterFacts }) {
  const say = texts(call.lang)
  if (facts.savings.length === 0) return null
  return (
    <DataTable
      id="history"
      caption={say.history}
      rows={facts.savings}
      columns={[
        { heading: say.savedAt, cell: (saving) => momentText(saving.at, call.lang) },
        { heading: say.savedBy, cell: (saving) => facts.staffNames.get(saving.by) ?? say.colleague },
        { heading: say.done, cell: (saving) => saving.words.done || '–' },
        { heading: say.next, cell: (saving) => saving.words.next || '–' },
      ]}
    />
  )
}

function Changes({ call, facts }: { call: Call; facts: RegisterFacts }) {
  const say = texts(call.lang)
  if (facts.changes.length === 0) return null
  return (
    <DataTable
      id="changes"
      caption={say.changesTitle}
      rows={facts.changes}
      columns={[
        { heading: say.before, cell: ({ from }) => startText(call, from) },
        { heading: say.after, cell: ({ to }) => (to === null ? say.calledOff : startText(call, to)) },
        { heading: say.askedBy, cell: ({ askedBy }) => say.askers[askedBy] },
        { heading: say.changeReason, cell: (change) => (facts.maySeeCause(change) ? say.changeReasons[change.reason] : say.causeKept) },
        { heading: say.changedBy, cell: ({ by, at }) => `${facts.staffNames.get(by) ?? say.colleague}, ${momentText(at, call.lang)}` },
      ]}
    />
  )
}
