import { Fold } from '#ui/layout.tsx'
import type { LetterContent } from '../domain/letter.ts'

/** A letter's words on the page, in the letter's own language. */
export function LetterView(props: { letter: LetterContent & { lang: 'da' | 'en' }; summary: string; open?: boolean }) {
  const { letter, open = false } = props
  return (
    <Fold summary={props.summary} open={open}>
      <div class="g-letter" lang={letter.lang}>
        <h3>{letter.heading}</h3>
        {letter.blocks.map((block) => {
          switch (block.kind) {
            case 'paragraph':
              return <p>{block.text}</p>
            case 'heading':
              return <h4>{block.text}</h4>
            case 'list':
              return (
                <ul>
                  {block.items.map((item) => (
                    <li>{item}</li>
                  ))}
                </ul>
              )
            case 'terms':
              return (
                <dl>
                  {block.rows.map(([name, value]) => (
                    <div>
                      <dt>{name}</dt>
                      <dd>{value}</dd>
                    </div>
                  ))}
                </dl>
              )
          }
        })}
      </div>
    </Fold>
  )
}
