import type { Day } from '#kernel/days.ts'
import type { Attended } from '#modules/activities/index.ts'
import type { Enrolment } from '#modules/enrolments/index.ts'
import type { LetterBlock, LetterSheet } from '#modules/notices/index.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { texts } from '../../texts/texts.ts'

/** What a record of participation is made of. `plan` is the newest version: when it was approved, and what it says of the idea. */
export type RecordFacts = {
  name: string
  run: Pick<Enrolment, 'caseNumber' | 'state'> & { run: Pick<Enrolment['run'], 'startsOn' | 'endedOn' | 'outcome'> }
  attended: readonly Attended[]
  names: ReadonlyMap<string, string>
  plan: { approvedOn: Day | null; idea: string | null } | null
  business: readonly { label: string; value: string }[]
  sender: string
  on: Day
  lang: Lang
}

/** Hours of some minutes, to the quarter: `3`, `1,5`, `0,75`. */
export function hoursText(minutes: number, lang: Lang): string {
  const quarters = Math.round(minutes / 15)
  const part = ['', '25', '5', '75'][quarters % 4] ?? ''
  const whole = String(Math.floor(quarters / 4))
  return part === '' ? whole : `${whole}${lang === 'da' ? ',' : '.'}${part}`
}

/** The record as a sheet: whom, from when to when, modules with hours, plan and business. Also when the run ended early. */
export function recordSheet(facts: RecordFacts): LetterSheet {
  const { lang, run } = facts
  const say = texts(lang).certificate
  return {
    lang,
    sender: facts.sender,
    addressee: { name: facts.name, address: null },
    caseNumber: run.caseNumber,
    on: facts.on,
    signedBy: null,
    heading: say.title,
    blocks: [
      { kind: 'paragraph', text: introText(facts) },
      ...howItEnded(facts),
      { kind: 'heading', text: say.modules },
      ...attendance(facts),
      { kind: 'heading', text: say.business },
      ...(facts.business.length === 0
        ? []
        : [{ kind: 'list' as const, items: facts.business.map(({ label, value }) => `${label}: ${value}`) }]),
      ...planBlocks(facts),
      { kind: 'paragraph', text: say.printed },
    ],
  }
}

/** How the run ended, for whoever reads the record; nothing while it goes on. */
function howItEnded({ run: { run }, lang }: RecordFacts): LetterBlock[] {
  const say: Partial<Record<string, string>> = texts(lang).certificate.ended
  const text = run.outcome === null ? undefined : say[run.outcome]
  return text === undefined ? [] : [{ kind: 'paragraph', text }]
}

function introText({ run, name, lang }: RecordFacts): string {
  const say = texts(lang).certificate
  const { startsOn, endedOn } = run.run
  if (startsOn === null) return say.notBegun(name)
  return endedOn === null ? say.introOpen(name, dayText(startsOn)) : say.intro(name, dayText(startsOn), dayText(endedOn))
}

function attendance({ attended, names, lang, run }: RecordFacts): LetterBlock[] {
  const say = texts(lang).certificate
  if (attended.length === 0) return [{ kind: 'paragraph', text: run.run.endedOn === null ? say.none : say.noneEver }]
  const rows = attended.map(
    ({ phase, activity, times, minutes }) =>
      [`${say.phases[phase]}: ${names.get(activity) ?? activity}`, say.times(times, hoursText(minutes, lang))] as const,
  )
  const sum = (of: (one: Attended) => number) => attended.reduce((total, one) => total + of(one), 0)
  const total = [
    say.total,
    say.times(
      sum(({ times }) => times),
      hoursText(
        sum(({ minutes }) => minutes),
        lang,
      ),
    ),
  ] as const
  return [{ kind: 'terms', headings: [say.module, say.hours], rows: [...rows, total] }]
}

function planBlocks({ plan, lang }: RecordFacts): LetterBlock[] {
  const say = texts(lang).certificate
  if (plan === null) return [{ kind: 'paragraph', text: say.planNone }]
  const state = plan.approvedOn === null ? say.planWritten : say.planApproved(dayText(plan.approvedOn))
  return [
    { kind: 'paragraph', text: state },
    ...(plan.idea === null
      ? []
      : [
          { kind: 'heading' as const, text: say.plan },
          { kind: 'paragraph' as const, text: plan.idea },
        ]),
  ]
}
