import type { Child } from 'hono/jsx'
import type { Day } from '#kernel/days.ts'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** Where the citizen is now: one green field with a line that fills. */
export function Hero(props: {
  id: string
  title: string
  children: Child
  progress?: { part: number; whole: number; start: Child; end: Child }
}) {
  const { progress } = props
  return (
    <section class="g-hero" aria-labelledby={props.id}>
      <h2 id={props.id}>{props.title}</h2>
      <p>{props.children}</p>
      {progress === undefined ? null : (
        <>
          <svg
            class="g-bar g-track"
            viewBox={`0 0 ${Math.max(progress.whole, 1)} 10`}
            preserveAspectRatio="none"
            aria-hidden="true"
            focusable="false"
          >
            <rect class="g-track-bg" width={Math.max(progress.whole, 1)} height="10"></rect>
            <rect class="g-track-fg" width={Math.min(Math.max(progress.part, 0), progress.whole)} height="10"></rect>
          </svg>
          <div class="g-hero-row">
            <span>{progress.start}</span>
            <span>{progress.end}</span>
          </div>
        </>
      )}
    </section>
  )
}

/** An appointment: the day as a leaf of a calendar, what and where, and what one can do. */
export type Appointment = { day: Day; title: string; text: Child; action?: { href: string; label: string } }

/** The citizen's appointments in order. */
export function Appointments(props: { lang: Lang; items: readonly Appointment[] }) {
  return (
    <ul class="g-dates">
      {props.items.map((item) => (
        <li>
          <time class="g-day" datetime={item.day.toString()}>
            <b>{item.day.day}</b>
            <span>{words(props.lang).monthsShort[item.day.month - 1]}</span>
          </time>
          <div>
            <h3>{item.title}</h3>
            <p class="soft">
              {item.text}
              {item.action === undefined ? null : (
                <a class="g-own-line" href={item.action.href}>
                  {item.action.label}
                  <span class="sr-only">: {item.title}</span>
                </a>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Who sees what about the reader. */
export function WhoSees(props: { items: readonly { who: string; what: Child }[] }) {
  return (
    <ul class="g-who-list">
      {props.items.map((item) => (
        <li>
          <strong>{item.who}</strong>
          <span>{item.what}</span>
        </li>
      ))}
    </ul>
  )
}
