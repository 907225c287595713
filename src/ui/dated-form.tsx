import type { Child } from 'hono/jsx'
import { LookFirst } from './look-first.tsx'
import { Card } from './card.tsx'
import { DataTable } from './data-table.tsx'
import { Form } from './form.tsx'
import type { Lang } from './lang.ts'
import { Stack } from './layout.tsx'
import { words } from './words.ts'

/**
 * A change of dated reference data: looked at first, then saved. The buttons send `do` as `look` or `save`; saving is offered once `preview` shows
 * how it will be. `back` is the list.
 */
export function DatedForm(props: {
  lang: Lang
  action: string
  requestId: string
  back: string
  preview?: { title: string; content: Child } | undefined
  children: Child
}) {
  const { preview, back, lang } = props
  const say = words(lang).dated
  return (
    <Stack>
      {preview === undefined ? null : (
        <Card title={preview.title} id="preview">
          {preview.content}
        </Card>
      )}
      <Form
        action={props.action}
        requestId={props.requestId}
        buttons={
          <LookFirst
            looked={preview !== undefined}
            look={{ value: 'look', label: say.look }}
            go={{ value: 'save', label: say.save }}
            back={{ href: back, label: say.cancel }}
          />
        }
      >
        {props.children}
      </Form>
    </Stack>
  )
}

/** A field of dated reference data before a change and from its day on; null where there is no entry, before it begins or once it has ended. */
export type DatedChange = { field: string; before: string | null; after: string | null }

/** What a change changes, field by field; fields that stay are left out. */
export function DatedChanges({ lang, all }: { lang: Lang; all: readonly DatedChange[] }) {
  const say = words(lang).dated
  const changed = all.filter(({ before, after }) => before !== after)
  if (changed.length === 0) return <p>{say.nothing}</p>
  return (
    <DataTable
      id="changes"
      caption={say.changes}
      rows={changed}
      columns={[
        { heading: say.field, wide: true, cell: ({ field }) => field },
        { heading: say.before, cell: ({ before }) => before ?? say.none },
        { heading: say.after, cell: ({ after }) => after ?? say.none },
      ]}
    />
  )
}
