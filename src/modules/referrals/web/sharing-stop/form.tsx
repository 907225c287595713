import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Form } from '#ui/form.tsx'
import { Checkboxes } from '#ui/radios.tsx'
import { neededItems, type SharingItem, sharingItems } from '../../domain/sections.ts'
import type { Texts } from '../../texts/da.ts'

/** The items that are shared and that the case could do without. */
export function stoppable(agreed: Partial<Record<SharingItem, boolean>>): SharingItem[] {
  return sharingItems.filter((item) => agreed[item] === true && !neededItems.includes(item))
}

/** The items ticked in the form. */
export function stoppedIn(form: FormData): SharingItem[] {
  const ticked = form.getAll('stop')
  return sharingItems.filter((item) => ticked.includes(item))
}

/** What may no longer be shared, item by item: for the citizen, and for the caseworker who was told. */
export function StopSharingForm(props: {
  call: Call
  say: Texts
  action: string
  items: readonly SharingItem[]
  /** True for the citizen, who is spoken to. */
  own?: boolean
  error?: string | undefined
}) {
  const { call, say, action, items, error } = props
  if (items.length === 0) return <p>{say.stopSharing.nothing}</p>
  return (
    <Form action={action} requestId={call.newRequestId()} buttons={<Button>{say.stopSharing.send}</Button>}>
      <p>{say.steps.stop_sharing.consequence}</p>
      <Checkboxes
        lang={call.lang}
        name="stop"
        label={say.stopSharing.what}
        hint={props.own === true ? say.stopSharing.ownHint : say.stopSharing.hint}
        error={error}
        values={[]}
        options={items.map((value) => ({ value, label: say.sharing.items[value] }))}
      />
    </Form>
  )
}
