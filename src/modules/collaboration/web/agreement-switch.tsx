import type { Agreement } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { OtherLinks } from '#ui/other-links.tsx'
import { texts } from '../texts/texts.ts'

/** The way to the same page of the reader's other agreements; nothing where there is one only. `hrefOf` gives the address of one. */
export function AgreementSwitch(props: { call: Call; others: readonly Agreement[]; hrefOf: (agreement: Agreement) => string }) {
  const { lang } = props.call
  const links = props.others.map((other) => ({
    href: props.hrefOf(other),
    name: other.name[lang],
    note: `${dayText(other.startsOn)} – ${dayText(other.endsOn)}`,
  }))
  return <OtherLinks label={texts(lang).otherAgreements} links={links} />
}
