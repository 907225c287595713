import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { FilePage } from '#ui/file-page.tsx'
import type { LoadedVersion } from '../../actions/load-version.ts'
import { texts } from '../../texts/texts.ts'

/** Loading the next version of a programme: first what changes, then the version. */
export function VersionFilePage(props: { call: Call; text?: string; problems?: readonly string[]; preview?: LoadedVersion }) {
  const { call, text, problems = [], preview } = props
  return (
    <FilePage
      frame={call.frame}
      requestId={call.newRequestId()}
      action="/programmes/new"
      words={texts(call.lang).file}
      back="/agreements"
      text={text}
      problems={problems}
      made={preview === undefined ? undefined : <Changes call={call} preview={preview} />}
    />
  )
}

function Changes(props: { call: Call; preview: LoadedVersion }) {
  const { call, preview } = props
  const { version, changed } = preview
  const words = texts(call.lang).file
  return (
    <Card title={words.makes(version.name[call.lang], version.number)} id="changes">
      <p>{changed === null ? words.first : words.changed}</p>
      {changed === null ? null : (
        <ul>
          {changed.map((path) => (
            <li>
              <code>{path}</code>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}
