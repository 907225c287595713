import type { LetterLine } from '#modules/notices/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'

/** The citizen's decisions and letters, and how to complain in plain words. */
export function DecisionsPage({ call, letters }: { call: Call; letters: readonly LetterLine[] }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.decisions}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/me' }, { label: say.decisions }]} />
      <PageHead title={say.decisions} intro={say.decisionsIntro} />
      <Stack>
        <Card title={say.decisions} id="letters">
          {letters.length === 0 ? (
            <p class="soft">{say.noLetters}</p>
          ) : (
            <ul class="g-who-list">
              {letters.map((letter) => (
                <li>
                  <a href={`/letters/${letter.id}.pdf`}>{letter.title}</a>
                  <span class="small soft">{momentText(letter.sentAt, call.lang)}</span>
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Card title={say.complain} id="complain">
          <ul class="g-plain">
            {say.complainText.map((sentence) => (
              <li>{sentence}</li>
            ))}
          </ul>
          <p>
            <a href="/me/referral">{say.complainHere}</a>
          </p>
        </Card>
      </Stack>
    </Page>
  )
}
