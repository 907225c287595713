import type { Child } from 'hono/jsx'
import { DataTable } from './data-table.tsx'
import type { Lang } from './lang.ts'
import { State } from './state.tsx'

/** A term with where it comes from: the memo says it, or somebody assumed it until it is decided; and why. */
export type MarkedTerm = { term: string; value: Child; mark: 'memo' | 'assumption'; why: string }

const words = {
  da: { term: 'Vilkår', value: 'Indhold', mark: 'Kilde', why: 'Hvorfor', memo: 'Notat', assumption: 'Antagelse' },
  en: { term: 'Term', value: 'Content', mark: 'Source', why: 'Why', memo: 'Memo', assumption: 'Assumption' },
} as const satisfies Record<Lang, Record<string, string>>

/** Whether a term is the memo's or an assumption, as shape and word. */
export function SourceMark(props: { lang: Lang; mark: MarkedTerm['mark'] }) {
  const say = words[props.lang]
  return props.mark === 'memo' ? <State kind="done">{say.memo}</State> : <State kind="due">{say.assumption}</State>
}

/** Terms in a table that shows for each of them where it comes from. */
export function MarkedTerms(props: { lang: Lang; id: string; caption: string; hideCaption?: boolean; items: readonly MarkedTerm[] }) {
  const say = words[props.lang]
  return (
    <DataTable
      id={props.id}
      caption={props.caption}
      hideCaption={props.hideCaption === true}
      inCard
      rows={props.items}
      columns={[
        { heading: say.term, cell: (item) => item.term },
        { heading: say.value, cell: (item) => item.value },
        { heading: say.mark, cell: (item) => <SourceMark lang={props.lang} mark={item.mark} />, nowrap: true },
        { heading: say.why, cell: (item) => item.why, wide: true },
      ]}
    />
  )
}
