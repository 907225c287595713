import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { PageHead } from '#ui/head.tsx'
import { Buttons, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { LeaveRefusal, ReturnRefusal } from '../../actions/outside.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'

type Refusal = Exclude<LeaveRefusal, { kind: 'unknown_provider' }> | ReturnRefusal

/** The providers as buttons; they lead away, so they are links. Nothing where there are none. */
export function ProviderLinks(props: { call: Call; providers: readonly { key: string; name: string }[]; head: string; query?: string }) {
  const say = texts(props.call.lang).outside
  if (props.providers.length === 0) return null
  return (
    <section class="g-or" aria-labelledby="by-provider">
      <h2 id="by-provider">{say.heading}</h2>
      <Buttons>
        {props.providers.map(({ key, name }) => (
          <ButtonLink href={`${props.head}/with/${key}${props.query ?? ''}`}>{say.signInBy(name)}</ButtonLink>
        ))}
      </Buttons>
    </section>
  )
}

/** Why nobody was let in by a provider, and what to do now. */
export function OutsideRefusedPage(props: { call: Call; refusal: Refusal }) {
  const { call, refusal } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" title={say.outside.refusedTitle} hasErrors>
      <PageHead title={say.outside.refusedTitle} />
      <Stack>
        <Notice kind="error">{refusalText(refusal, say)}</Notice>
        {refusal.kind === 'no_account' && refusal.subject !== null ? (
          <p>
            {say.outside.subject} <code class="g-link-once">{refusal.subject}</code>
          </p>
        ) : null}
        <Buttons>
          <ButtonLink href="/sign-in">{say.outside.again}</ButtonLink>
        </Buttons>
      </Stack>
    </Page>
  )
}

function refusalText(refusal: Refusal, say: Texts): string {
  switch (refusal.kind) {
    case 'provider_down':
      return say.outside.down(refusal.name)
    case 'outside_refused':
      return say.outside.refused(refusal.name)
    case 'level_too_low':
      return say.outside.tooLow(refusal.name)
    case 'no_account':
      return refusal.subject === null ? say.outside.noCitizen(refusal.name) : say.outside.noStaff(refusal.name)
    case 'linked_elsewhere':
      return say.outside.linkedElsewhere(refusal.name)
    case 'invitation_over':
      return say.invitationOverText
    case 'step_over':
      return say.outside.stepOver
  }
}

/** Signed out here; the provider may still know the person, and its own page ends that. */
export function SignedOutPage(props: { call: Call; name: string; url: string }) {
  const say = texts(props.call.lang).outside
  return (
    <Page {...props.call.frame} kind="bare" user={null} title={say.signedOut}>
      <PageHead title={say.signedOut} intro={say.signedOutText(props.name)} />
      <Buttons>
        <ButtonLink kind="primary" href={props.url}>
          {say.signOutOf(props.name)}
        </ButtonLink>
        <ButtonLink href="/sign-in">{say.again}</ButtonLink>
      </Buttons>
    </Page>
  )
}
