import { momentText } from '#ui/format.ts'
import type { Call } from '#platform/http/call.ts'
import type { PlanComment } from '../../store/plans.ts'
import { texts } from '../../texts/texts.ts'

/** What was said about a section, the oldest first. */
export function Comments(props: { call: Call; names: ReadonlyMap<string, string>; comments: readonly PlanComment[] }) {
  const { call, names, comments } = props
  const say = texts(call.lang)
  if (comments.length === 0) return null
  return (
    <ul class="g-comments">
      {comments.map((comment) => (
        <li>
          <p class="g-lines">{comment.words}</p>
          <p class="small soft">
            {names.get(comment.accountId) ?? say.masked}, {momentText(comment.at, call.lang)} {say.plan.onVersion(comment.version)}
          </p>
        </li>
      ))}
    </ul>
  )
}
