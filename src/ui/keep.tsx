import type { Child } from 'hono/jsx'

/**
 * Keeps what is typed into the one form inside it on this device until the server has answered, for bad connections. `name` says
 * which form it is (with the reader's account, so that nobody gets another's); `offline` is said while there is no connection,
 * `restored` when kept words were put back. Needs the script `keep.js`; without script the form works as any other.
 */
export function Keep(props: { name: string; offline: string; restored: string; children: Child }) {
  return (
    <g-keep data-name={props.name}>
      <p class="g-keep-note" role="status" data-offline={props.offline} data-restored={props.restored}></p>
      {props.children}
    </g-keep>
  )
}

/** Tells the script which request the server has answered, so that what was kept for it is deleted. */
export function Answered(props: { requestId: string }) {
  return <g-keep-answered data-request={props.requestId}></g-keep-answered>
}
