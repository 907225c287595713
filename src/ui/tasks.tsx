import type { Child } from 'hono/jsx'

/** Something to do: what, when and who, and a button or a state. */
export type Task = { name: Child; note?: Child; end?: Child }

/** What comes next, in order. */
export function Tasks(props: { items: readonly Task[] }) {
  return (
    <ul class="g-tasks">
      {props.items.map((task) => (
        <li>
          <span>
            <strong>{task.name}</strong>
            {task.note === undefined ? null : <small>{task.note}</small>}
          </span>
          {task.end}
        </li>
      ))}
    </ul>
  )
}
