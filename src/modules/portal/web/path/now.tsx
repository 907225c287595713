import { clockOf } from '#modules/enrolments/index.ts'
import { anewWords } from '#modules/referrals/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Hero } from '#ui/citizen.tsx'
import { dayText } from '#ui/format.ts'
import { standingOf } from '../../domain/way.ts'
import { texts } from '../../texts/texts.ts'
import type { OwnCase } from './facts.ts'

/** Where the citizen is now, in a sentence: how far the phase is, or what was answered to their complaint while the case is decided anew. */
export function Now({ call, own }: { call: Call; own: OwnCase }) {
  const say = texts(call.lang)
  const { anew } = own
  const referral = own.referral === null ? null : { ...own.referral, anew: anew !== null }
  const where = standingOf(referral, own.run, call.today)
  const { title, text } = say.now[where]
  const pause = where === 'paused' ? (own.run?.pause ?? null) : null
  const answer = anew === null ? null : anewWords(anew, call.lang)
  const clock = own.run === null ? null : clockOf(own.run, call.today)
  const bar =
    clock === null
      ? {}
      : {
          progress: {
            part: clock.used,
            whole: clock.used + clock.left,
            start: say.day(clock.used, clock.used + clock.left),
            end: say.ends(dayText(clock.endsOn)),
          },
        }
  return (
    <>
      <Hero id="now" title={title} {...bar}>
        {answer === null ? text : `${answer.answered} ${answer.when}`}
        {pause === null ? '' : ` ${say.pausedUntil(dayText(pause.until))}`}
      </Hero>
      {answer === null ? null : (
        <p>
          <a href="/me/referral#anew">{say.anewLink}</a>
        </p>
      )}
    </>
  )
}
