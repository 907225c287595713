import type { PersonId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import type { ActingConsent } from '../../domain/acting-consent.ts'
import { texts } from '../../texts/texts.ts'

type Props = { call: Call; personId: PersonId }

/** Says on which consent staff act in the citizen's name on this page, or that one is to be recorded first, with the way to do it and back. */
export function ActingNotice(props: Props & { consent: ActingConsent | null }) {
  const { consent } = props
  const say = texts(props.call.lang).acting
  return (
    <Notice kind={consent === null ? 'warn' : 'info'}>
      {consent === null ? say.missing : say.onConsent(say.hows[consent.givenHow], dayText(consent.givenOn))}{' '}
      <ActingLink {...props} label={consent === null ? say.toConsent : say.title} />
    </Notice>
  )
}

/** The way to the citizen's consents, and back to this page. */
export function ActingLink({ call, personId, label }: Props & { label?: string }) {
  const here = new URL(call.request.url)
  const way = `/people/${personId}/acting?back=${encodeURIComponent(here.pathname + here.search)}`
  return <a href={way}>{label ?? texts(call.lang).acting.toConsent}</a>
}
