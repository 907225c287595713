import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'

/** Somebody one may sign in as in the demo. */
export type CastMember = { id: string; name: string; initials: string; note: Child }

/** A group of the cast: an organisation, or the citizens. `shape` gives a large group more room. */
export type CastGroup = { title: string; text: string; members: readonly CastMember[]; shape?: 'tall' | 'people' | 'tour' }

/** The demo's cast by organisation; each member is a form that signs in as them. */
export function Cast(props: { action: string; field: string; groups: readonly CastGroup[] }) {
  return (
    <div class="g-cast">
      {props.groups.map((group) => (
        <section class={`g-card${group.shape === undefined ? '' : ` g-cast-${group.shape}`}`}>
          <h2>{group.title}</h2>
          <p>{group.text}</p>
          <ul>
            {group.members.map((member) => (
              <li>
                <form method="post" action={props.action}>
                  <input type="hidden" name={props.field} value={member.id} />
                  <button class="g-signin" type="submit">
                    <span class="g-face" aria-hidden="true">
                      {member.initials}
                    </span>
                    <span>
                      <b>{member.name}</b>
                      <small>{member.note}</small>
                    </span>
                    <Icon name="arrow-forward" />
                  </button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}
