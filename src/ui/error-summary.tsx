import { Icon } from './icon.tsx'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** A field's error as the summary says it; without a field it concerns the whole form. */
export type FormError = { field?: string; label?: string; text: string }

/** All that is wrong with a form, each leading to its field; the keyboard begins at it. Nothing when nothing is wrong. */
export function ErrorSummary(props: { lang: Lang; errors: readonly FormError[] }) {
  if (props.errors.length === 0) return null
  return (
    <div class="g-errors" role="alert" aria-labelledby="error-summary-h" id="error-summary" tabindex={-1} autofocus>
      <h2 id="error-summary-h">
        <Icon name="error" />
        {words(props.lang).errorSummary(props.errors.length)}
      </h2>
      <ul>
        {props.errors.map((error) => {
          const { label = '' } = error
          const text = label === '' ? error.text : `${label}${label.endsWith('?') ? '' : ':'} ${error.text}`
          return <li>{error.field === undefined ? text : <a href={`#${error.field}`}>{text}</a>}</li>
        })}
      </ul>
    </div>
  )
}
