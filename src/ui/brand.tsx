/** The mark: a sprout in a field. Decoration beside the name. */
export function Mark() {
  return (
    <svg class="g-mark" viewBox="0 0 34 34" aria-hidden="true" focusable="false">
      <rect class="g-mark-ground" width="34" height="34" rx="8"></rect>
      <path
        class="g-mark-leaf"
        d="M16 27V17.6C11 17.6 7.600 14.600 7.200 9.400c5.300 0 8.600 2.500 9.600 6.700C17.700 11 21.300 7.700 27 7.500c-.2 6.200-3.700 10-9 10.300V27h8v2H8v-2z"
      ></path>
    </svg>
  )
}

/** The name with the mark, leading home. */
export function Brand(props: { href: string; name: string; line: string }) {
  return (
    <a class="g-brand" href={props.href}>
      <Mark />
      <span>
        {props.name}
        <small>{props.line}</small>
      </span>
    </a>
  )
}
