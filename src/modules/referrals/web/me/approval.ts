import type { FormError } from '#ui/error-summary.tsx'
import { neededItems, sharingItems } from '../../domain/sections.ts'
import type { Texts } from '../../texts/da.ts'
import { agreedIn } from '../sections/forms.ts'

/** All that is still to be answered before the citizen can send, and the noes without which the case cannot be assessed, each at its field. */
export function approvalErrors(raw: Record<string, string>, say: Texts): FormError[] {
  const agreed = agreedIn(raw)
  const items = sharingItems.flatMap((item): FormError[] => {
    const at = { field: item, label: say.sharing.items[item] }
    if (agreed[item] === undefined) return [{ ...at, text: say.me.yesOrNo }]
    return !agreed[item] && neededItems.includes(item) ? [{ ...at, text: say.me.needed }] : []
  })
  const unread = raw['informed'] === 'yes' ? [] : [{ field: 'informed', label: say.sharing.informedSelf, text: say.me.readFirst }]
  return [...unread, ...items]
}
