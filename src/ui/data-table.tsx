import type { DataTableProps, PhoneForm } from './data-table-columns.ts'
import { BodyRows, Headings, Totals } from './data-table-rows.tsx'

export type { Column, DataTableProps, PhoneForm } from './data-table-columns.ts'

const phoneClasses: Record<PhoneForm, string> = {
  cards: '',
  work: ' g-work',
  thirds: ' g-repay',
  funnel: ' g-funnel',
  scroll: '',
  tight: ' g-tight',
}

/** A table for figures and work: a real table to screen readers at every width, cards on a phone, no script. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const phone = props.phone ?? 'cards'
  const frame = `g-scroll${phone === 'scroll' || phone === 'tight' ? '' : ' g-stacked'}${props.inCard === true ? ' g-in-card' : ''}`
  const captionId = `${props.id}-caption`
  // Inside a card that bears the same name it is no landmark of its own.
  return (
    <>
      {props.laterText === undefined ? null : (
        <details class="g-unfold">
          <summary class="button button-secondary">{props.laterText}</summary>
        </details>
      )}
      <div class={frame} role={props.hideCaption === true ? 'group' : 'region'} aria-labelledby={captionId} tabindex={0}>
        <table class={`g-table${phoneClasses[phone]}${props.mini === true ? ' g-mini' : ''}`} role="table" id={props.id}>
          <caption id={captionId} class={props.hideCaption === true ? 'sr-only' : undefined}>
            {props.caption}
          </caption>
          <Headings columns={props.columns} />
          <tbody role="rowgroup">
            <BodyRows table={props} />
          </tbody>
          <Totals columns={props.columns} />
        </table>
      </div>
    </>
  )
}
