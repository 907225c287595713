import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, monthText } from '#ui/format.ts'
import { Select } from '#ui/select.tsx'
import { nextMonth } from '../../domain/sent-settlement.ts'
import type { KeptSettlement } from '../../store/settlements.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { monthKey } from './month-key.ts'
import type { Span } from './sum-words.ts'

type Props = {
  call: Call
  span: Span
  kept: readonly KeptSettlement[]
  choices: readonly Day[]
  maySend: boolean
  sendProblem: string | undefined
}

/** The settlements that were sent, and the form that sends the next months; when there are none to send, why. */
export function SentCard(props: Props) {
  const { call, span, kept, maySend } = props
  const { lang } = call
  const say = settlementTexts(lang)
  const monthsOf = ({ id, from, until }: KeptSettlement) => (
    <a href={`/settlement?agreement=${span.agreement.id}&sent=${id}`}>
      {monthText(from, lang)} – {monthText(until, lang)}
    </a>
  )
  return (
    <Card title={say.sentTitle} id="sent">
      {kept.length === 0 ? (
        <p>{say.sentNone}</p>
      ) : (
        <DataTable
          id="sent-table"
          caption={say.sentTitle}
          hideCaption
          inCard
          rows={kept}
          columns={[
            { heading: say.sentMonths, cell: monthsOf },
            { heading: say.sentOn, nowrap: true, cell: ({ sentOn }) => dayText(sentOn) },
          ]}
        />
      )}
      <p class="soft">{say.sentNote}</p>
      {maySend ? <SendForm {...props} /> : null}
    </Card>
  )
}

function SendForm({ call, span, kept, choices, sendProblem }: Props) {
  const { lang } = call
  const say = settlementTexts(lang)
  const next = nextMonth(kept, span.agreement.startsOn)
  const over = choices.filter((month) => isOnOrBefore(next, month) && isBefore(month, call.today.with({ day: 1 })))
  const last = over.at(-1)
  if (last === undefined) return <p>{say.noneToSend(monthText(next, lang))}</p>
  return (
    <Form
      action="/settlement/send"
      requestId={call.newRequestId()}
      hidden={{ agreement: span.agreement.id }}
      buttons={<Button>{say.send(monthText(next, lang))}</Button>}
    >
      <Select
        lang={lang}
        name="until"
        id="send-until"
        label={say.sendUntil}
        noEmpty
        value={monthKey(last)}
        error={sendProblem}
        options={over.map((month) => ({ value: monthKey(month), label: monthText(month, lang) }))}
      />
    </Form>
  )
}
