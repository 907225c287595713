import type { PersonId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import type { ActingConsent } from '../../domain/acting-consent.ts'
import { texts } from '../../texts/texts.ts'

/** Says on which consent staff act in the citizen's name on this page, or that one is to be recorded first, with the way to do it and back. */
export function ActingNotice({ call, personId, consent }: { call: Call; personId: PersonId; consent: ActingConsent | null }) {
  const say = texts(call.lang).acting
  const here = new URL(call.request.url)
  const way = `/people/${personId}/acting?back=${encodeURIComponent(here.pathname + here.search)}`
  return (
    <Notice kind={consent === null ? 'warn' : 'info'}>
      {consent === null ? say.missing : say.onConsent(say.hows[consent.givenHow], dayText(consent.givenOn))}{' '}
      <a href={way}>{consent === null ? say.toConsent : say.title}</a>
    </Notice>
  )
}
