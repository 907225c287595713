import type { SupportBasisCode } from '#modules/people/index.ts'
import { supportBasisSources } from '#modules/people/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DayField } from '#ui/day-field.tsx'
import { errorText, type FieldErrors, type RawForm, summaryOf } from '#ui/form-data.ts'
import type { FieldProblem } from '#ui/form-problem.ts'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { languageNames, langs } from '#ui/lang.ts'
import { Fold } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import { informationVersion } from '../../domain/information.ts'
import { neededItems, sharingItems } from '../../domain/sections.ts'
import { CaseFrame } from '../case-frame.tsx'
import { type CaseHead, shortName } from '../desk.ts'
import type { EditableSection } from './forms.ts'

/** What a section's page needs. `problem` is a refusal of the section as a whole. */
export type SectionPageProps = {
  head: CaseHead
  section: EditableSection
  raw: RawForm
  errors?: FieldErrors
  problem?: string
  codes: readonly SupportBasisCode[]
  known: string | null
  information: { da: string; en: string }
  returnTo: string | null
  /** What a section of words was made from; null where a section is not only words. */
  seen: string | null
  /** What somebody else has saved since the page was opened. */
  meanwhile?: RawForm
}

const labelsOf: Record<EditableSection, (head: CaseHead) => Record<string, string>> = {
  contact: ({ say: { contact } }) => ({
    address: contact.address,
    phone: contact.phone,
    email: contact.email,
    lang: contact.lang,
    interpreter: contact.interpreter,
  }),
  support_basis: ({ say: { support } }) => ({ code: support.code, from: support.from, source: support.source }),
  idea: ({ say: { idea } }) => ({ title: idea.name, text: idea.text }),
  fitness: ({ say: { fitness } }) => ({ why: fitness.why, health: fitness.health, economy: fitness.economy }),
  sharing: ({ say: { sharing } }) => ({ informed: sharing.informed, ...sharing.items }),
}

/** One section of the form, saved by itself; the next one follows. */
export function SectionPage(props: SectionPageProps) {
  const { head, section, errors = {}, problem } = props
  const { call, say, referral } = head
  const wrong = [...(problem ? [{ text: problem }] : []), ...summaryOf(errors, labelsOf[section](head), call.lang)]
  return (
    <CaseFrame head={head} title={`${say.sections[section]}: ${head.name}`} errors={wrong} intro={introOf(props)}>
      {props.meanwhile === undefined ? null : <Meanwhile {...props} stored={props.meanwhile} />}
      <Form
        action={`/referrals/${referral.id}/sections/${section}`}
        requestId={call.newRequestId()}
        hidden={{ ...(props.returnTo ? { return: props.returnTo } : {}), ...(props.seen === null ? {} : { seen: props.seen }) }}
        buttons={
          <>
            <Button kind="primary">{words(call.lang).saveAndContinue}</Button>
            <ButtonLink kind="quiet" href={`/referrals/${referral.id}`}>
              {words(call.lang).cancel}
            </ButtonLink>
          </>
        }
      >
        <Fields {...props} />
      </Form>
    </CaseFrame>
  )
}

function Meanwhile({ head, section, stored }: SectionPageProps & { stored: RawForm }) {
  const items = Object.entries(labelsOf[section](head)).map(([field, name]) => ({ name, value: stored[field] ?? '' }))
  return (
    <Notice kind="warn" title={head.say.overview.savedMeanwhile}>
      <Facts items={items.filter(({ value }) => value !== '')} />
    </Notice>
  )
}

function introOf({ head, section }: SectionPageProps): string | undefined {
  if (section === 'support_basis') return head.say.support.intro
  return section === 'sharing' ? head.say.sharing.intro(shortName(head, 'provider')) : undefined
}

function fieldsOf({ head, raw, errors = {} }: SectionPageProps) {
  const known: Record<string, FieldProblem | undefined> = errors
  const typed: Record<string, string | undefined> = raw
  const { lang } = head.call
  return (name: string) => ({ lang, name, value: typed[name], error: errorText(known[name], lang) })
}

function Fields(props: SectionPageProps) {
  switch (props.section) {
    case 'contact':
      return <ContactFields {...props} />
    case 'support_basis':
      return <SupportFields {...props} />
    case 'idea':
      return <IdeaFields {...props} />
    case 'fitness':
      return <FitnessFields {...props} />
    case 'sharing':
      return <SharingFields {...props} />
  }
}

function ContactFields(props: SectionPageProps) {
  const say = props.head.say.contact
  const field = fieldsOf(props)
  if (props.head.person.restricted) return <Notice kind="info">{say.restricted}</Notice>
  return (
    <>
      <TextField {...field('phone')} label={say.phone} type="tel" width="s" inputmode="tel" required={false} hint={say.oneOf} />
      <TextField {...field('email')} label={say.email} type="email" width="l" required={false} />
      <TextArea {...field('address')} label={say.address} rows={3} required={false} />
      <Radios {...field('lang')} label={say.lang} inline options={langs.map((one) => ({ value: one, label: languageNames[one] }))} />
      <TextField {...field('interpreter')} label={say.interpreter} hint={say.interpreterHint} required={false} />
    </>
  )
}

function SupportFields(props: SectionPageProps) {
  const { head, codes, known } = props
  const say = head.say.support
  const field = fieldsOf(props)
  return (
    <>
      {known === null ? null : <Notice kind="info">{known}</Notice>}
      <Select {...field('code')} label={say.code} options={codes.map(({ code, name }) => ({ value: code, label: name[head.call.lang] }))} />
      <DayField {...field('from')} label={say.from} />
      <Radios
        {...field('source')}
        label={say.source}
        options={supportBasisSources.map((one) => ({ value: one, label: say.sources[one] }))}
      />
    </>
  )
}

function IdeaFields(props: SectionPageProps) {
  const say = props.head.say.idea
  const field = fieldsOf(props)
  return (
    <>
      <TextField {...field('title')} label={say.name} hint={say.nameHint} width="l" />
      <TextArea {...field('text')} label={say.text} hint={say.textHint} rows={6} max={4000} />
    </>
  )
}

function FitnessFields(props: SectionPageProps) {
  const say = props.head.say.fitness
  const field = fieldsOf(props)
  return (
    <>
      <TextArea {...field('why')} label={say.why} hint={say.whyHint} rows={6} max={4000} />
      <TextArea {...field('health')} label={say.health} hint={say.healthHint} rows={3} required={false} max={4000} />
      <TextArea {...field('economy')} label={say.economy} hint={say.economyHint} rows={3} required={false} max={4000} />
    </>
  )
}

function SharingFields(props: SectionPageProps) {
  const { head, information } = props
  const say = head.say.sharing
  const field = fieldsOf(props)
  return (
    <>
      <Fold summary={say.information} open>
        <p>{information[head.call.lang]}</p>
        <p class="soft small">{say.version(informationVersion)}</p>
      </Fold>
      <Checkbox {...field('informed')} label={say.informed} hint={say.informationHint} />
      <SharingChoices field={field} say={head.say} />
    </>
  )
}

/** Yes or no to each item, with which are needed. */
export function SharingChoices(props: { field: ReturnType<typeof fieldsOf>; say: CaseHead['say'] }) {
  const say = props.say.sharing
  return (
    <>
      {sharingItems.map((item) => (
        <Radios
          {...props.field(item)}
          label={say.items[item]}
          hint={neededItems.includes(item) ? say.needed : say.voluntary}
          inline
          options={[
            { value: 'yes', label: say.yes },
            { value: 'no', label: say.no },
          ]}
        />
      ))}
    </>
  )
}
