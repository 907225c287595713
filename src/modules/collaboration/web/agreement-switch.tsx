import type { Agreement } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { texts } from '../texts/texts.ts'

/** The way to the same page of the reader's other agreements; nothing where there is one only. `hrefOf` gives the address of one. */
export function AgreementSwitch(props: { call: Call; others: readonly Agreement[]; hrefOf: (agreement: Agreement) => string }) {
  const { call, others, hrefOf } = props
  if (others.length === 0) return null
  const { otherAgreements } = texts(call.lang)
  return (
    <nav aria-label={otherAgreements}>
      <p>
        {otherAgreements}:{' '}
        {others.map((other, index) => (
          <>
            {index === 0 ? '' : ' · '}
            <a href={hrefOf(other)}>{other.name[call.lang]}</a> ({dayText(other.startsOn)} – {dayText(other.endsOn)})
          </>
        ))}
      </p>
    </nav>
  )
}
