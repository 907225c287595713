import { type HandOver, type HandOverCode, caseloadTexts } from '#modules/caseload/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import type { RawForm } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { texts } from '../../texts/texts.ts'
import type { ChecklistLine } from './checklist.ts'

/** The fields of an offer: receiver, words, and a box for each line. */
export type OfferField = 'to' | 'words' | HandOverCode

/** What the page shows of a case: what waits for an answer with its checklist and words, or a form for a new offer. */
export type HandOverFacts = {
  caseId: string
  caseNumber: string
  name: string
  open: (HandOver & { lines: readonly { code: HandOverCode; waiting: number }[]; words: string }) | null
  role: 'receiver' | 'sender' | 'onlooker'
  lines: readonly ChecklistLine[]
  colleagues: readonly { value: string; label: string }[]
  names: ReadonlyMap<string, string>
}

/** What was wrong with an offer, and what had been typed. */
export type Refused = { raw: RawForm<OfferField>; errors: Partial<Record<OfferField, string>>; problem?: string }

// Lines that count things; the others are so or not.
const counted: readonly HandOverCode[] = ['tasks', 'promises', 'meetings', 'notes']

/** A case on its way from one to another. */
export function HandOverPage(props: { call: Call; facts: HandOverFacts; refused?: Refused | undefined }) {
  const { call, facts, refused } = props
  const all = texts(call.lang)
  const say = all.handOver
  const labels: Record<string, string> = { to: say.to, words: say.words, ...caseloadTexts(call.lang).codes }
  const errors = Object.entries(refused?.errors ?? {}).map(([name, text]) => ({ text, field: name, label: labels[name] ?? name }))
  return (
    <Page {...call.frame} title={say.title} hasErrors={refused !== undefined}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: all.worklist, href: '/worklist' },
          { label: facts.caseNumber, href: `/cases/${facts.caseId}` },
          { label: say.title },
        ]}
      />
      <PageHead title={`${say.title}: ${facts.name}`} intro={facts.open === null ? say.intro : undefined} />
      <ErrorSummary lang={call.lang} errors={[...errors, ...(refused?.problem === undefined ? [] : [{ text: refused.problem }])]} />
      <Stack>{facts.open === null ? <Offering {...props} /> : <Waiting call={call} facts={facts} open={facts.open} />}</Stack>
    </Page>
  )
}

function Offering({ call, facts, refused }: Parameters<typeof HandOverPage>[0]) {
  const say = texts(call.lang).handOver
  const words = caseloadTexts(call.lang)
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: OfferField) => ({ lang: call.lang, name, value: raw[name], error: errors[name] })
  return (
    <Card label={say.title}>
      <Form
        action={`/cases/${facts.caseId}/hand-over`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{say.offer}</Button>
            <ButtonLink kind="quiet" href={`/cases/${facts.caseId}`}>
              {texts(call.lang).file.back}
            </ButtonLink>
          </>
        }
      >
        <Select {...field('to')} label={say.to} options={facts.colleagues} />
        <fieldset>
          <legend class="form-label">{say.checklist}</legend>
          {facts.lines
            .filter((line) => line.waiting > 0)
            .map((line) => (
              <Checkbox {...field(line.code)} label={words.codes[line.code]} hint={line.details.join(' · ')} />
            ))}
          <p class="soft">{say.nothingIn(facts.lines.filter((line) => line.waiting === 0).map((line) => words.codes[line.code]))}</p>
        </fieldset>
        <TextArea {...field('words')} label={say.words} hint={say.wordsHint} rows={4} required={false} />
      </Form>
    </Card>
  )
}

function Waiting({ call, facts, open }: { call: Call; facts: HandOverFacts; open: NonNullable<HandOverFacts['open']> }) {
  const say = texts(call.lang).handOver
  const words = caseloadTexts(call.lang)
  const name = (id: string) => facts.names.get(id) ?? '–'
  return (
    <Card title={say.waitsFor(name(open.to))} id="waiting" next={facts.role === 'receiver'}>
      <Facts
        wide
        items={[
          { name: say.from, value: name(open.from) },
          { name: say.offeredOn, value: `${momentText(open.offeredAt, call.lang)}, ${name(open.offeredBy)}` },
          ...open.lines.map((line) => ({
            name: words.codes[line.code],
            value: counted.includes(line.code) ? String(line.waiting) : say.isSo(line.waiting > 0),
          })),
          ...(open.words === '' ? [] : [{ name: say.words, value: <span class="g-lines">{open.words}</span> }]),
        ]}
      />
      {facts.role === 'receiver' ? (
        <Form action={`/hand-overs/${open.id}`} requestId={call.newRequestId()}>
          <TextArea lang={call.lang} name="words" label={say.declineWords} rows={2} required={false} />
          <div class="g-form-buttons">
            <Button kind="primary" name="answer" value="accepted">
              {say.accept}
            </Button>
            <Button name="answer" value="declined">
              {say.decline}
            </Button>
          </div>
        </Form>
      ) : facts.role === 'sender' ? (
        <Form
          action={`/hand-overs/${open.id}`}
          requestId={call.newRequestId()}
          hidden={{ answer: 'withdrawn' }}
          buttons={<Button>{say.withdraw}</Button>}
        />
      ) : (
        <Notice kind="info">{say.waitsFor(name(open.to))}</Notice>
      )}
    </Card>
  )
}
