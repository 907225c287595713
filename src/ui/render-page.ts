import type { JSX } from 'hono/jsx/jsx-runtime'

type Rendered = JSX.Element

/** A page as the text of an HTML document. Throws when a component is asynchronous: pages are given their facts, they fetch none. */
export function renderPage(element: Rendered): string {
  const html: unknown = element instanceof Promise ? element : element.toString()
  if (typeof html !== 'string') throw new TypeError('A page must not wait: hand it its facts')
  return `<!doctype html>\n${html}`
}
