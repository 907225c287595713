import { parseId } from '#kernel/ids.ts'
import type { Call } from '#platform/http/call.ts'
import { Filter } from '#ui/tabs.tsx'
import type { Agreement, AgreementId } from '../domain/agreement.ts'
import { texts } from '../texts/texts.ts'

/** The agreements that a list is told apart by, in the order of their names: none where the reader has only one. */
export function sideBySide(all: readonly Agreement[], { lang }: Pick<Call, 'lang'>): Agreement[] {
  return all.length > 1 ? all.toSorted((a, b) => a.name[lang].localeCompare(b.name[lang], lang)) : []
}

/** The agreement in the address (`?agreement=`), when it is one of these; null for all of them. */
export function agreementAsked(call: Pick<Call, 'query'>, of: readonly Pick<Agreement, 'id'>[]): AgreementId | null {
  const asked = parseId<'agreement'>(call.query('agreement') ?? '')
  return of.find(({ id }) => id === asked)?.id ?? null
}

/** A row of links to a list of all agreements and to that of each; nothing where there is nothing to tell apart. */
export function AgreementFilter(props: {
  call: Call
  agreements: readonly Agreement[]
  chosen: AgreementId | null
  href: (agreementId: AgreementId | null) => string
}) {
  const { call, agreements, chosen, href } = props
  const say = texts(call.lang).sideBySide
  if (agreements.length === 0) return null
  const one = (id: AgreementId | null, label: string) => ({ label, href: href(id), current: id === chosen })
  return (
    <Filter id="agreements" label={say.label} items={[one(null, say.all), ...agreements.map(({ id, name }) => one(id, name[call.lang]))]} />
  )
}

/** The agreement of a row, under what stands in its cell; nothing where there is nothing to tell apart. */
export function AgreementOf({ call, agreements, id }: { call: Call; agreements: readonly Agreement[]; id: string | null }) {
  const found = agreements.find((one) => one.id === id)
  return found === undefined ? null : <span class="soft small g-own-line">{found.name[call.lang]}</span>
}
