import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { type KeptSpan, type SupportBasisChange, type SupportBasisSpan, rewriteHistory, spanOn } from './support-basis.ts'

const codes = [
  { code: 'social_assistance', readiness: ['job_ready', 'activity_ready'] as const },
  { code: 'self_supporting', readiness: ['not_applicable'] as const },
  { code: 'sickness_benefit', readiness: ['not_applicable'] as const },
]
const facts = { codes, birthDay: day('1980-02-29') }

function change(code: string, from: string, readiness: SupportBasisChange['readiness'] = null): SupportBasisChange {
  return { code, from: day(from), readiness, source: 'citizen' }
}

function kept(spans: SupportBasisSpan[]): KeptSpan[] {
  return spans.map((span, index) => ({ ...span, id: BigInt(index + 1) }))
}

const assistance = kept([{ code: 'social_assistance', readiness: null, from: day('2015-01-01'), until: null, source: 'register' }])

for (const [told, answer] of [
  [change('lottery', '2015-10-01'), 'no_such_code'],
  [change('self_supporting', '2015-10-01', 'job_ready'), 'readiness_not_for_code'],
  [change('self_supporting', '1980-02-28'), 'before_birth'],
  [change('social_assistance', '2016-02-29'), 'support_basis_unchanged'],
] as const)
  test(`${told.code} from ${told.from.toString()} is refused: ${answer}`, () => {
    expect(rewriteHistory(assistance, told, facts)).toMatchObject({ ok: false, refusal: { kind: answer } })
  })

test('a change ends the span it falls into the day before, also on a leap day', () => {
  const answer = rewriteHistory(assistance, change('self_supporting', '2016-03-01'), facts)
  expect(answer.ok && answer.value.superseded).toEqual([1n])
  expect(answer.ok && answer.value.added.map((span) => [span.code, span.from.toString(), span.until?.toString() ?? null])).toEqual([
    ['social_assistance', '2015-01-01', '2016-02-29'],
    ['self_supporting', '2016-03-01', null],
  ])
})

test('a change on the first day of a span corrects it', () => {
  const answer = rewriteHistory(assistance, change('sickness_benefit', '2015-01-01'), facts)
  expect(answer).toMatchObject({ ok: true, value: { superseded: [1n], added: [{ code: 'sickness_benefit' }] } })
})

test('what is told of an earlier time lets later spans stand', () => {
  const answer = rewriteHistory(assistance, change('self_supporting', '2014-06-01'), facts)
  expect(answer.ok && answer.value).toMatchObject({ superseded: [], added: [{ code: 'self_supporting' }] })
  expect(answer.ok && answer.value.added[0]?.until?.toString()).toBe('2014-12-31')
})

test('a readiness group alone is a change', () => {
  expect(rewriteHistory(assistance, change('social_assistance', '2015-06-01', 'job_ready'), facts).ok).toBe(true)
})

const anyDay = fc.integer({ min: 0, max: 900 }).map((days): Day => day('2014-12-01').add({ days }))
const anyChange = fc.record({ code: fc.constantFrom(...codes.map((code) => code.code)), from: anyDay })

test('after any changes the last word counts on its day and no day is covered twice', () => {
  fc.assert(
    fc.property(fc.array(anyChange, { maxLength: 12 }), anyDay, (changes, probe) => {
      let history: KeptSpan[] = []
      for (const told of changes) {
        const answer = rewriteHistory(history, { ...told, readiness: null, source: 'citizen' }, facts)
        if (!answer.ok) continue
        const gone = answer.value.superseded
        history = kept([...history.filter((span) => !gone.includes(span.id)), ...answer.value.added])
        expect(spanOn(history, told.from)?.code).toBe(told.code)
      }
      expect(history.filter((span) => spanOn([span], probe) !== null).length).toBeLessThanOrEqual(1)
    }),
  )
})
