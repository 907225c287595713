import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { compare, type Judgement, lacksOf, parseScore, type Score, unreconciled } from './assessment.ts'
import { ballDays, rhythmEnd } from './ball.ts'
import { caseNumber } from './case-number.ts'
import { checkDecision, type DecisionDraft } from './decision.ts'
import { checkReason, mistakeReasons } from './reasons.ts'
import { type Answers, declinedNeeded, missing, sections, statusOf } from './sections.ts'

const full: Answers = {
  identity: { name: 'Fatou Jallow', cprKnown: true },
  contact: { phone: '20 30 40 50', email: null, confirmed: true },
  supportBasis: { code: 'social_assistance', confirmed: true },
  idea: { title: 'Frokost', text: 'Varm frokost til små firmaer' },
  fitness: { why: 'Har tre faste kunder', health: '', economy: '' },
  sharing: {
    informationVersion: '1',
    agreed: { identity_contact: true, support_basis: true, business_idea: true, health: false, economy: false },
  },
}

describe('the form', () => {
  test('is complete when every section is, and a no to health or economy is an answer', () => {
    expect(missing(full)).toEqual([])
    expect(declinedNeeded(full)).toEqual([])
    for (const section of sections) expect(statusOf(section, full, true)).toBe('done')
  })
  test('names each missing field with its section', () => {
    const holes: Answers = {
      ...full,
      idea: { title: ' ', text: 'x' },
      sharing: { informationVersion: null, agreed: { identity_contact: true } },
    }
    expect(missing(holes).map((one) => `${one.section}.${one.field}`)).toEqual([
      'idea.title',
      'sharing.information',
      'sharing.support_basis',
      'sharing.business_idea',
      'sharing.health',
      'sharing.economy',
    ])
  })
  test('a phone number or an e-mail address is enough', () => {
    expect(missing({ ...full, contact: { phone: null, email: 'f@example.dk', confirmed: true } })).toEqual([])
    expect(missing({ ...full, contact: { phone: null, email: '', confirmed: true } })).toEqual([{ section: 'contact', field: 'phone' }])
  })
  test('an untouched section has not started; a saved one with holes is missing something', () => {
    const holes: Answers = { ...full, idea: null }
    expect(statusOf('idea', holes, false)).toBe('not_started')
    expect(statusOf('idea', holes, true)).toBe('missing')
  })
  test('a no to what the provider cannot do without is named', () => {
    expect(declinedNeeded({ ...full, sharing: { informationVersion: '1', agreed: { business_idea: false } } })).toEqual(['business_idea'])
  })
})

const judged = (criterion: string, score: Score | null, sentence = ''): Judgement => ({ criterion, score, sentence, basis: '' })

describe('an assessment', () => {
  test.each([
    [1, '', 'sentence'],
    [1, 'fordi', null],
    [2, '', null],
    [3, '', null],
    [4, '  ', 'sentence'],
    [4, 'fordi', null],
    [null, 'fordi', 'score'],
  ] as const)('score %s with sentence "%s" lacks %s', (score, sentence, lacks) => {
    expect(lacksOf(['skills'], [judged('skills', score, sentence)])).toEqual(lacks ? [{ criterion: 'skills', lacks }] : [])
  })
  test.each(['0', '5', '', 'x', '1.5', undefined])('%s is not a score', (text) => {
    expect(parseScore(text)).toBeNull()
  })
  test('differences come first, then the programme’s own order', () => {
    const rows = compare(
      ['a', 'b', 'c', 'd'],
      {
        acting_job_centre: [judged('a', 3), judged('b', 2), judged('c', 1), judged('d', 3)],
        provider: [judged('a', 3), judged('b', 3), judged('c', 4), judged('d', 3)],
      },
      [],
      2,
    )
    expect(rows.map((row) => [row.criterion, row.spread, row.over, row.common])).toEqual([
      ['c', 3, true, null],
      ['b', 1, false, null],
      ['a', 0, false, 3],
      ['d', 0, false, 3],
    ])
    expect(unreconciled(rows)).toEqual(['c'])
  })
  test('an agreed score without a note does not reconcile', () => {
    const parts = { acting_job_centre: [judged('c', 1)], provider: [judged('c', 4)] }
    expect(unreconciled(compare(['c'], parts, [{ criterion: 'c', score: 3, note: ' ' }], 1))).toEqual(['c'])
    expect(unreconciled(compare(['c'], parts, [{ criterion: 'c', score: 3, note: 'enige' }], 1))).toEqual([])
  })
  test('over the threshold is exactly a spread that reaches it, and the order never loses a criterion', () => {
    const score = fc.constantFrom<Score>(1, 2, 3, 4)
    fc.assert(
      fc.property(fc.array(fc.tuple(score, score), { maxLength: 8 }), fc.integer({ min: 1, max: 3 }), (pairs, threshold) => {
        const names = pairs.map((_, index) => `c${index}`)
        const rows = compare(
          names,
          {
            acting_job_centre: pairs.map(([one], index) => judged(`c${index}`, one)),
            provider: pairs.map(([, two], index) => judged(`c${index}`, two)),
          },
          [],
          threshold,
        )
        expect(rows.map((row) => row.criterion).toSorted()).toEqual(names.toSorted())
        for (const row of rows) expect(row.over).toBe(row.spread >= threshold)
        expect(rows.map((row) => row.spread)).toEqual(rows.map((row) => row.spread).toSorted((a, b) => b - a))
      }),
    )
  })
})

describe('a proposed decision', () => {
  const lists = {
    refusal: [
      { code: 'target', needsText: false },
      { code: 'other', needsText: true },
    ],
    not_now: [{ code: 'health', needsText: false }],
  }
  const today = day('2016-02-28')
  const draft: DecisionDraft = {
    outcome: 'refused',
    reason: 'target',
    reasonText: '',
    considerations: 'Vi vurderer …',
    legalRule: 'LAB § 1',
    reviewOn: null,
    hearingUntil: null,
  }
  test.each([
    ['an acceptance needs nothing more', { outcome: 'accepted', reason: '', considerations: '', legalRule: '' }, []],
    ['a refusal with all of it stands', {}, []],
    ['a refusal without its rule', { legalRule: ' ' }, ['legal_rule_missing']],
    [
      'a refusal without anything',
      { reason: '', considerations: '', legalRule: '' },
      ['reason_missing', 'considerations_missing', 'legal_rule_missing'],
    ],
    ['"other" without words', { reason: 'other' }, ['reason_text_missing']],
    ['words beside a listed reason', { reasonText: 'også' }, ['reason_text_unasked']],
    ['a reason of another list', { reason: 'health' }, ['reason_unknown']],
    ['a hearing of six days', { outcome: 'hearing', hearingUntil: day('2016-03-05') }, ['hearing_too_short']],
    ['a hearing of seven days over a leap day', { outcome: 'hearing', hearingUntil: day('2016-03-06') }, []],
    ['not now, from today', { outcome: 'not_now', reason: 'health', reviewOn: today }, ['review_day_not_ahead']],
    ['not now, without a day', { outcome: 'not_now', reason: 'health' }, ['review_day_missing']],
    ['not now, in two years', { outcome: 'not_now', reason: 'health', reviewOn: day('2018-02-28') }, ['review_day_too_far']],
  ] satisfies [string, Partial<DecisionDraft>, string[]][])('%s', (_, change, kinds) => {
    expect(checkDecision({ ...draft, ...change }, lists, today).map((one) => one.kind)).toEqual(kinds)
  })
})

test.each([
  ['I', 2015, 1, 'I-2015-001'],
  ['I', 2016, 42, 'I-2016-042'],
  ['K', 2016, 1234, 'K-2016-1234'],
] as const)('case number of %s %s %s is %s', (letter, year, serial, number) => {
  expect(caseNumber(letter, year, serial)).toBe(number)
})

test.each([
  ['2016-02-28', 1, false],
  ['2016-03-03', 5, false],
  ['2016-03-04', 6, true],
] as const)('the ball that came on 28 February of a leap year with days until 3 March: on %s it is day %s', (on, n, late) => {
  const days = ballDays(day('2016-02-28'), day(on), day('2016-03-03'))
  expect([days.n, days.m, days.late, days.dueOn.toString()]).toEqual([n, 5, late, '2016-03-03'])
})

test.each([
  ['2015-10-05', '2015-10-09'], // Monday to Friday
  ['2015-10-07', '2015-10-12'], // Wednesday: the Sunday runs on to the Monday
  ['2016-03-21', '2016-03-29'], // the Monday of Holy Week: Good Friday to Easter Monday run on
] as const)('the five days of a referral sent on %s end on the working day %s', (since, until) => {
  expect(rhythmEnd(day(since), 'submitted').toString()).toBe(until)
})

test('a mistake is one of its own reasons', () => {
  expect(checkReason(mistakeReasons, 'duplicate', '')).toBeNull()
  expect(checkReason(mistakeReasons, '', '')?.kind).toBe('reason_missing')
})
