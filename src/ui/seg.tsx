/** One of a few answers; the tone says how much of an exception it is. */
export type SegChoice = { value: string; label: string; tone?: 'due' | 'late' }

const toneClasses = { due: 'x', late: 'y' } as const

/** A few answers as a row of large radios. Put it in a `fieldset` whose legend asks the question. */
export function Seg(props: { name: string; value: string; choices: readonly SegChoice[] }) {
  return (
    <div class="g-seg">
      {props.choices.map((choice) => (
        <label>
          <input
            type="radio"
            name={props.name}
            value={choice.value}
            class={choice.tone === undefined ? undefined : toneClasses[choice.tone]}
            checked={choice.value === props.value}
          />
          <span>{choice.label}</span>
        </label>
      ))}
    </div>
  )
}
