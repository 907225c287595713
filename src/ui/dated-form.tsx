import type { Child } from 'hono/jsx'
import { LookFirst } from './look-first.tsx'
import { Card } from './card.tsx'
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
