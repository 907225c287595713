import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { type RawForm, readForm, summaryOf } from '#ui/form-data.ts'
import { choice, day, optional, text } from '#ui/form-fields.ts'
import type { Lang } from '#ui/lang.ts'
import { type Change, proposalKinds } from '../../domain/proposal.ts'
import { texts } from '../../texts/texts.ts'

/** Who staff propose for: their own organisation, or the citizen. */
export const proposers = ['organisation', 'citizen'] as const

/** A proposal's form read: the change, why and for whom, or every problem; what was typed in both cases. */
export type ProposalReading = { raw: RawForm } & Result<{ change: Change; why: string; forCitizen: boolean }, readonly FormError[]>

/** Reads the form that proposes. Which days are needed follows from the kind. */
export function readProposalForm(body: FormData, lang: Lang): ProposalReading {
  const say = texts(lang).proposals
  const labels = { kind: say.kind, from: say.from, until: say.until, why: say.why, who: say.who }
  const reading = readForm(
    {
      kind: choice(proposalKinds),
      from: optional(day()),
      until: optional(day()),
      why: text({ max: 2000 }),
      who: optional(choice(proposers)),
    },
    body,
  )
  const { raw } = reading
  const errors = [...(reading.ok ? [] : summaryOf(reading.refusal, labels, lang)), ...missingDays(raw, lang)]
  if (!reading.ok || errors.length > 0) return { ...refuse(inOrder(errors, Object.keys(labels))), raw }
  const { kind, from, until, why } = reading.value
  const forCitizen = reading.value.who === 'citizen'
  if (kind === 'other' || kind === 'goal') return { ...ok({ change: { kind }, why, forCitizen }), raw }
  assert(until !== null, 'the days that a kind needs are asked for before')
  const change: Change = kind === 'prolong' || from === null ? { kind: 'prolong', until } : { kind, from, until }
  return { ...ok({ change, why, forCitizen }), raw }
}

/** Which days the chosen kind needs and nobody has written. */
function missingDays({ kind, from, until }: RawForm, lang: Lang): FormError[] {
  const say = texts(lang).proposals
  const lacks = (written: string | undefined) => (written ?? '').trim() === ''
  const needsFrom = kind === 'pause' || kind === 'new_time'
  return [
    ...(needsFrom && lacks(from) ? [{ field: 'from', label: say.from, text: say.refusals.fromMissing }] : []),
    ...((needsFrom || kind === 'prolong') && lacks(until) ? [{ field: 'until', label: say.until, text: say.refusals.untilMissing }] : []),
  ]
}

const inOrder = (errors: readonly FormError[], fields: readonly string[]) =>
  errors.toSorted((a, b) => fields.indexOf(a.field ?? '') - fields.indexOf(b.field ?? ''))
