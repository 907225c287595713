import { authorize } from '#modules/access/index.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, readForm } from '#ui/form-data.ts'
import { day, text, whole } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../../actions.ts'
import { type ChangePlacesRefusal, changePlaces } from '../../actions/change-places.ts'
import type { Agreement } from '../../domain/agreement.ts'
import { placesMax } from '../../domain/change-places.ts'
import { texts } from '../../texts/texts.ts'
import { readAgreement, staffOf } from '../read-agreement.ts'
import { type NumberField, NumberPage } from './page.tsx'

/** Where another number of places is agreed; the preview is the act itself, rolled back. */
export function numberRoutes(deps: Deps): Route[] {
  const path = '/agreements/:id/number-of-places'
  return [
    get(path, actions.change_places, (call) => showNumber(deps, call)),
    post(path, actions.change_places, (call) => answerNumber(deps, call)),
  ]
}

async function showNumber(deps: Deps, call: Call): Promise<Response> {
  const found = await readAgreement(deps, call)
  if (found === null) return call.notFound()
  const permitted = authorize(staffOf(call), actions.change_places, { parties: found.parties })
  if (!permitted.ok) return call.refused(permitted.refusal)
  return call.page(<NumberPage call={call} agreement={found} />)
}

async function answerNumber(deps: Deps, call: Call): Promise<Response> {
  const [found, form] = [await readAgreement(deps, call), await call.form()]
  if (found === null) return call.notFound()
  const typed = readForm({ from: day(), places: whole({ min: 1, max: placesMax }), reason: text({ max: 500 }) }, form)
  if (!typed.ok) return call.page(<NumberPage call={call} agreement={found} errors={typed.refusal} raw={typed.raw} />, 422)
  const command = { actor: staffOf(call), agreementId: found.id, ...typed.value, requestId: requestIdOf(form), at: call.now }
  const isPreview = form.get('do') !== 'save'
  const answer = isPreview
    ? await deps.db.preview(call.context, (tx) => changePlaces(tx, command))
    : await deps.db.transaction(call.context, (tx) => changePlaces(tx, command))
  if (!answer.ok) return refused(call, found, typed.raw, answer.refusal)
  if (!isPreview) return call.see(`/agreements/${found.id}`, texts(call.lang).number.saved)
  return call.page(<NumberPage call={call} agreement={found} raw={typed.raw} preview={{ wish: typed.value, change: answer.value }} />)
}

type Raw = Parameters<typeof NumberPage>[0]['raw']

function refused(call: Call, agreement: Agreement, raw: Raw, refusal: ChangePlacesRefusal): Response | Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_agreement') return call.refused(refusal)
  const told = refusalAt(refusal, call.lang)
  return call.page(<NumberPage call={call} agreement={agreement} raw={raw ?? {}} {...told} />, 422)
}

type Told = { refused: string } | { errors: FieldErrors<NumberField> }

/** A refusal in words, at the field it speaks of where there is one. */
function refusalAt(refusal: Exclude<ChangePlacesRefusal, { kind: 'not_permitted' | 'no_such_agreement' }>, lang: Lang): Told {
  const say = texts(lang)
  const no = say.number.refusals
  const at = (name: NumberField, text: string): Told => ({ errors: { [name]: { da: text, en: text } } })
  switch (refusal.kind) {
    case 'places_out_of_bounds':
      return at('places', no.places_out_of_bounds(refusal.min, refusal.max))
    case 'change_out_of_time':
      return at('from', no.change_out_of_time(dayText(refusal.min), dayText(refusal.max)))
    case 'changes_after':
      return at('from', no.changes_after(dayText(refusal.on)))
    case 'number_unchanged':
      return at('places', no.number_unchanged(refusal.places))
    case 'agreement_not_open':
      return { refused: no.agreement_not_open(say.states[refusal.state]) }
  }
}
