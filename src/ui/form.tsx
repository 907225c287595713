import type { Child } from 'hono/jsx'

/** A form that changes something: POST, with the request id made when the page was shown, so that a double click is one act. */
export type FormProps = {
  action: string
  requestId: string
  /** The buttons, the primary first. */
  buttons?: Child
  id?: string
  /** Takes files. */
  upload?: boolean
  /** A form in one line: an answer to a proposal. */
  inline?: boolean
  label?: string
  hidden?: Record<string, string>
  children?: Child
}

/** The frame of every form that changes something. Browser checks are off: the server answers in the reader's language. */
export function Form(props: FormProps) {
  return (
    <form
      class={props.inline === true ? 'g-answer' : 'g-form'}
      method="post"
      action={props.action}
      id={props.id}
      enctype={props.upload === true ? 'multipart/form-data' : undefined}
      aria-label={props.label}
      novalidate
    >
      <input type="hidden" name="request_id" value={props.requestId} />
      {Object.entries(props.hidden ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      {props.children}
      {props.buttons === undefined ? null : props.inline === true ? props.buttons : <div class="g-form-buttons">{props.buttons}</div>}
    </form>
  )
}
