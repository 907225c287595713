import type { Child } from 'hono/jsx'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/**
 * What every field takes. `required` is true unless said otherwise; an optional field says so beside its label, and one that other answers
 * ask for says in its hint when.
 */
export type FieldProps = {
  lang: Lang
  name: string
  label: string
  hint?: Child
  /** The raw text as it was typed, so that a refused form comes back filled. */
  value?: string | undefined
  /** What is wrong, in plain words. */
  error?: string | undefined
  required?: boolean | 'sometimes'
  /** Unique on the page; the field's name unless two forms share it. */
  id?: string
}

/** The id of the field's control, which the error summary links to. */
export function fieldId(props: { name: string; id?: string }): string {
  return props.id ?? props.name
}

/** What ties a control to its hint and its error for screen readers. */
export function describedBy(props: FieldProps) {
  const id = fieldId(props)
  const ids = [props.hint === undefined ? '' : `${id}-hint`, props.error === undefined ? '' : `${id}-error`].filter((part) => part !== '')
  return {
    'aria-describedby': ids.length === 0 ? undefined : ids.join(' '),
    'aria-invalid': props.error === undefined ? undefined : ('true' as const),
  }
}

/** As `describedBy`, and says that the field must be filled; for controls, not for groups. */
export function controlAria(props: FieldProps) {
  return { ...describedBy(props), 'aria-required': (props.required ?? true) === true ? ('true' as const) : undefined }
}

/** The label's words: an optional field says so. */
export function LabelText(props: FieldProps) {
  return (
    <>
      {props.label}
      {props.required === false ? <span class="g-optional"> ({words(props.lang).optional})</span> : null}
    </>
  )
}

/** Hint and error of a field, in that order, above its control. */
export function FieldNotes(props: FieldProps) {
  const id = fieldId(props)
  return (
    <>
      {props.hint === undefined ? null : (
        <span class="form-hint" id={`${id}-hint`}>
          {props.hint}
        </span>
      )}
      {props.error === undefined ? null : (
        <span class="form-error-message" id={`${id}-error`}>
          <span class="sr-only">{words(props.lang).error}: </span>
          {props.error}
        </span>
      )}
    </>
  )
}

/** The frame of a field with one control: label, hint, error, control. */
export function Field(props: FieldProps & { children: Child }) {
  return (
    <div class={`form-group${props.error === undefined ? '' : ' form-error'}`}>
      <label class="form-label" for={fieldId(props)}>
        <LabelText {...props} />
      </label>
      <FieldNotes {...props} />
      {props.children}
    </div>
  )
}

/** The frame of a field with several controls: legend, hint, error, controls. The group itself takes the focus of the error summary. */
export function FieldGroup(props: FieldProps & { children: Child; inline?: boolean }) {
  return (
    <div class={`form-group${props.error === undefined ? '' : ' form-error'}`}>
      <fieldset class={props.inline === true ? 'g-row-choices' : undefined} {...describedBy(props)} aria-invalid={undefined}>
        <legend class="form-label">
          <LabelText {...props} />
        </legend>
        <FieldNotes {...props} />
        {props.children}
      </fieldset>
    </div>
  )
}
