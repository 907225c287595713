import { programmeVersion } from '#modules/programmes/index.ts'
import { supportBasisCodes, supportBasisNames, supportBasisOn } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { dayText } from '#ui/format.ts'
import type { FieldErrors, RawForm } from '#ui/form-data.ts'
import { actions } from '../../actions.ts'
import { loadAnswers } from '../../actions/load-answers.ts'
import { saveSectionAnswers, type SectionRefusal, wordsIn, wordsVersion } from '../../actions/save-section.ts'
import type { Referral } from '../../domain/referral.ts'
import { missing } from '../../domain/sections.ts'
import { da } from '../../texts/da.ts'
import { en } from '../../texts/en.ts'
import { texts } from '../../texts/texts.ts'
import { act, readCase } from '../desk.ts'
import { editable, type EditableSection, readSection } from './forms.ts'
import { SectionPage, type SectionPageProps } from './page.tsx'

/** The sections of the form. */
export function sectionRoutes(deps: Deps): Route[] {
  return editable.flatMap((section) => [
    get(`/referrals/:id/sections/${section}`, actions.edit, (call) => show(deps, call, section)),
    post(`/referrals/:id/sections/${section}`, actions.edit, (call) => answer(deps, call, section)),
  ])
}

const read = (deps: Deps, call: Call, section: EditableSection) =>
  readCase(deps, call, actions.edit, async (tx, referral) => {
    const { answers, saved } = await loadAnswers(tx, referral, call.today)
    return { answers, saved, page: await pageFacts(tx, call, referral, section) }
  })

async function pageFacts(tx: Tx, call: Call, referral: Referral, section: EditableSection) {
  const say = texts(call.lang)
  const current = section === 'support_basis' ? await supportBasisOn(tx, referral.personId, call.today) : null
  const names = current ? await supportBasisNames(tx) : null
  const { letters } = await programmeVersion(tx, referral.programmeVersionId)
  return {
    codes: section === 'support_basis' ? await supportBasisCodes(tx, call.today) : [],
    current,
    known: current ? say.support.known(names?.get(current.code)?.[call.lang] ?? current.code, dayText(current.from)) : null,
    information: letters.information,
  }
}

type Facts = Extract<Awaited<ReturnType<typeof read>>, { ok: true }>

function rawOf({ facts, head }: Facts, section: EditableSection): RawForm {
  const { saved, answers, page } = facts
  const { person } = head
  switch (section) {
    case 'contact':
      return {
        address: person.address ?? '',
        phone: person.phone ?? '',
        email: person.email ?? '',
        lang: person.lang,
        interpreter: person.interpreter ?? '',
      }
    case 'support_basis':
      return page.current ? { code: page.current.code, from: dayText(page.current.from), source: page.current.source } : {}
    case 'idea':
      return { ...saved.idea?.answers }
    case 'fitness':
      return { ...answers.fitness }
    case 'sharing':
      return {
        ...(saved.sharing ? { informed: 'yes' } : {}),
        ...Object.fromEntries(Object.entries(answers.sharing.agreed).map(([item, agreed]) => [item, agreed ? 'yes' : 'no'])),
      }
  }
}

function props({ facts, head }: Facts, call: Call, section: EditableSection): Omit<SectionPageProps, 'raw'> {
  const { codes, known, information } = facts.page
  const seen = section === 'idea' || section === 'fitness' ? wordsVersion(wordsIn(facts.saved, section)) : null
  return { head, section, codes, known, information, seen, returnTo: call.query('return') === 'check' ? 'check' : null }
}

async function show(deps: Deps, call: Call, section: EditableSection): Promise<Response> {
  const page = await read(deps, call, section)
  return page.ok ? call.page(<SectionPage {...props(page, call, section)} raw={rawOf(page, section)} />) : page.response
}

async function answer(deps: Deps, call: Call, section: EditableSection): Promise<Response> {
  const page = await read(deps, call, section)
  if (!page.ok) return page.response
  const form = await call.form()
  const returnTo = form.get('return') === 'check' ? 'check' : null
  const { person, referral } = page.head
  const reading = readSection(section, form, { name: person.name ?? '', protectedAddress: person.protected, today: call.today })
  const again = { ...props(page, call, section), returnTo, raw: reading.raw }
  if (!reading.ok) return call.page(<SectionPage {...again} errors={reading.refusal} />, 422)
  const seen = form.get('seen')
  const done = await act(deps, call, (tx, command) =>
    saveSectionAnswers(tx, { ...command, input: reading.value, ...(typeof seen === 'string' ? { seen } : {}) }),
  )
  if (done.done) return call.see(`/referrals/${referral.id}${nextPage(page, section, returnTo)}`)
  if ('response' in done) return done.response
  if (done.refusal.kind === 'saved_meanwhile') return showMeanwhile(deps, call, section, { raw: reading.raw, returnTo })
  const { errors, problem } = wordsOf(done.refusal, call)
  return call.page(<SectionPage {...again} errors={errors} {...(problem ? { problem } : {})} />, 422)
}

// What was typed stands in the fields, and what somebody else saved in the meantime beside it.
async function showMeanwhile(deps: Deps, call: Call, section: EditableSection, typed: Pick<SectionPageProps, 'raw' | 'returnTo'>) {
  const page = await read(deps, call, section)
  if (!page.ok) return page.response
  const again = { ...props(page, call, section), ...typed, meanwhile: rawOf(page, section) }
  return call.page(<SectionPage {...again} problem={page.head.say.refusals.saved_meanwhile} />, 409)
}

// On to the next section that still lacks something; with none left, to the check.
function nextPage({ facts, head }: Facts, section: EditableSection, returnTo: string | null): string {
  if (head.referral.state === 'information_requested') return '/answers'
  const later = editable.slice(editable.indexOf(section) + 1)
  const open = later.find((one) => missing(facts.answers, [one]).length > 0)
  return returnTo === null && open ? `/sections/${open}` : '/check'
}

function wordsOf(
  refusal: Exclude<SectionRefusal, { kind: 'not_permitted' } | { kind: 'no_such_referral' } | { kind: 'saved_meanwhile' }>,
  call: Call,
): { errors: FieldErrors; problem?: string } {
  const say = texts(call.lang)
  const own = (field: string, key: 'noSuchCode' | 'beforeBirth' | 'notForCode'): { errors: FieldErrors } => ({
    errors: { [field]: { kind: 'own', text: { da: da.support[key], en: en.support[key] } } },
  })
  switch (refusal.kind) {
    case 'no_such_code':
      return own('code', 'noSuchCode')
    case 'before_birth':
      return own('from', 'beforeBirth')
    case 'readiness_not_for_code':
      return own('code', 'notForCode')
    case 'person_restricted':
      return { errors: {}, problem: say.contact.restricted }
    case 'section_closed':
      return { errors: {}, problem: say.refusals.section_closed }
    case 'not_informed':
      return { errors: {}, problem: say.refusals.not_informed }
    case 'name_missing':
      return { errors: {}, problem: say.refusals.name_missing }
    case 'no_such_person':
    case 'support_basis_unchanged':
      return { errors: {}, problem: say.refusals.other }
  }
}
