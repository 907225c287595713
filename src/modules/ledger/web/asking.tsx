import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { dayText } from '#ui/format.ts'
import { Select } from '#ui/select.tsx'
import { texts } from '../texts/texts.ts'
import type { Asked, NamedSource } from './reader.ts'

/** The form above a balance or a statement: posting days and source. */
export function AskForm(props: { call: Call; action: string; asked: Asked; sources: readonly NamedSource[] }) {
  const { call, asked, sources } = props
  const say = texts(call.lang)
  const all = { value: '', label: say.allSources }
  return (
    <form method="get" action={props.action} class="g-answer">
      <DayField lang={call.lang} name="from" label={say.from} value={asked.typed.from ?? dayText(asked.from)} error={asked.wrong.from} />
      <DayField
        lang={call.lang}
        name="until"
        label={say.until}
        value={asked.typed.until ?? dayText(asked.until)}
        error={asked.wrong.until}
      />
      {sources.length < 2 ? null : (
        <Select
          lang={call.lang}
          name="source"
          label={say.source}
          noEmpty
          value={asked.source ?? ''}
          options={[all, ...sources.map(({ key, label }) => ({ value: key, label }))]}
        />
      )}
      <Button>{say.show}</Button>
    </form>
  )
}

/** Where a page of the books lies. */
export function BookCrumbs(props: { call: Call; here: string; between?: readonly { label: string; href: string }[] }) {
  const say = texts(props.call.lang)
  return <Crumbs lang={props.call.lang} items={[{ label: say.title, href: '/ledger' }, ...(props.between ?? []), { label: props.here }]} />
}
