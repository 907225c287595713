import { Button, ButtonLink } from './button.tsx'

/**
 * The buttons of a form that first shows what it would do: look, then, once that was looked at, do it; and a way out. Each pressed button
 * sends its `value` as `do`.
 */
export function LookFirst(props: {
  looked: boolean
  look: { value: string; label: string }
  go: { value: string; label: string }
  back: { href: string; label: string }
}) {
  const { looked, look, go, back } = props
  return (
    <>
      <Button kind={looked ? 'secondary' : 'primary'} name="do" value={look.value}>
        {look.label}
      </Button>
      {looked ? (
        <Button kind="primary" name="do" value={go.value}>
          {go.label}
        </Button>
      ) : null}
      <ButtonLink kind="quiet" href={back.href}>
        {back.label}
      </ButtonLink>
    </>
  )
}
