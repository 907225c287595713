import type { JSX } from 'hono/jsx/jsx-runtime'
import { assert } from '#kernel/result.ts'

/** An element as HTML, for what stays the same and need not be drawn again. Throws for one that waits for something. */
export function drawn(element: JSX.Element): string {
  assert(!(element instanceof Promise), 'what is drawn at once waits for nothing')
  return element.toString()
}
