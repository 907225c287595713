import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { ballOf } from './ball.ts'
import { decide, type Facts } from './guards.ts'
import { type Happening, type Progress, replay, started } from './progress.ts'
import { authorities, events, isOpen, outcomes } from './states.ts'

const today = day('2015-11-02')
const facts: Facts = {
  today,
  by: { humanId: 'mette', authority: 'provider' },
  missing: [],
  declined: [],
  questions: 1,
  unanswered: 0,
  lacks: [],
  unreconciled: [],
  lastTouchedOn: today,
  closedOn: null,
  proposalSeen: null,
}
const at = (state: Progress['state'], more: Partial<Progress> = {}): Progress => ({ ...started, state, ...more })
const both = ['provider', 'acting_job_centre'] as const
const proposal = (outcome: (typeof outcomes)[number]) => ({ id: 'p', outcome, authority: 'acting_job_centre' as const, humanId: 'ibrahim' })
const answer = (progress: Progress, happening: Happening, more: Partial<Facts> = {}) => {
  const result = decide(progress, happening, { ...facts, ...more })
  return result.ok ? result.value.state : result.refusal.kind
}

const open = proposal('accepted')
const ready = at('joint_assessment', { assessed: both, proposal: open })
const hearing = (until: string, answered = false) => at('refusal_proposed', { assessed: both, hearing: { until: day(until), answered } })
const heard = (until: string, answered = false): Progress => ({ ...hearing(until, answered), proposal: proposal('refused') })
const mine = { id: 'q', outcome: 'refused' as const, authority: 'provider' as const, humanId: 'mette' }

describe('decide answers', () => {
  const cases: [string, Progress, Happening, Partial<Facts>, string][] = [
    ['a complete draft is sent', at('draft'), { name: 'submit' }, {}, 'submitted'],
    ['an incomplete draft is not', at('draft'), { name: 'submit' }, { missing: [{ section: 'idea', field: 'title' }] }, 'incomplete'],
    [
      'a draft can be shared before the sharing is answered',
      at('draft'),
      { name: 'share' },
      { missing: [{ section: 'sharing', field: 'business_idea' }] },
      'shared',
    ],
    [
      'nor when the idea may not be shared',
      at('shared'),
      { name: 'approve_sharing' },
      { declined: ['business_idea'] },
      'needed_item_declined',
    ],
    ['a sent referral is not sent again', at('submitted'), { name: 'submit' }, {}, 'not_in_state'],
    ['asking without a question', at('submitted'), { name: 'request_information' }, { questions: 0 }, 'no_questions'],
    [
      'an answer goes back to where it was asked',
      at('information_requested', { askedIn: 'joint_assessment' }),
      { name: 'answer_information' },
      {},
      'joint_assessment',
    ],
    [
      'an unanswered question',
      at('information_requested', { askedIn: 'submitted' }),
      { name: 'answer_information' },
      { unanswered: 2 },
      'questions_unanswered',
    ],
    [
      'an assessment with holes',
      at('joint_assessment'),
      { name: 'submit_assessment', authority: 'provider', over: 0 },
      { lacks: [{ criterion: 'skills', lacks: 'score' }] },
      'assessment_incomplete',
    ],
    [
      'the same authority twice',
      at('joint_assessment', { assessed: ['provider'] }),
      { name: 'submit_assessment', authority: 'provider', over: 0 },
      {},
      'already_assessed',
    ],
    [
      'differences over the threshold',
      at('joint_assessment', { assessed: ['acting_job_centre'] }),
      { name: 'submit_assessment', authority: 'provider', over: 2 },
      {},
      'conciliation',
    ],
    [
      'no differences',
      at('joint_assessment', { assessed: ['acting_job_centre'] }),
      { name: 'submit_assessment', authority: 'provider', over: 0 },
      {},
      'joint_assessment',
    ],
    [
      'a proposal before both are in',
      at('joint_assessment', { assessed: ['provider'] }),
      { name: 'propose', proposal: open },
      {},
      'assessment_missing',
    ],
    [
      'a proposal before conciliation',
      at('conciliation', { assessed: both }),
      { name: 'propose', proposal: open },
      { unreconciled: ['economy'] },
      'not_conciliated',
    ],
    ['a second proposal', ready, { name: 'propose', proposal: open }, {}, 'proposal_open'],
    [
      'a refusal without a hearing',
      at('conciliation', { assessed: both }),
      { name: 'propose', proposal: proposal('refused') },
      {},
      'hearing_first',
    ],
    ['a second hearing', hearing('2015-10-20'), { name: 'propose', proposal: proposal('hearing') }, {}, 'already_heard'],
    [
      'a refusal on the last day of the hearing',
      hearing('2015-11-02'),
      { name: 'propose', proposal: proposal('refused') },
      {},
      'hearing_running',
    ],
    ['a refusal the day after', hearing('2015-11-01'), { name: 'propose', proposal: proposal('refused') }, {}, 'refusal_proposed'],
    [
      'a refusal as soon as the citizen has answered',
      hearing('2015-11-20', true),
      { name: 'propose', proposal: proposal('refused') },
      {},
      'refusal_proposed',
    ],
    ['the second key by the other authority', ready, { name: 'accept' }, { proposalSeen: 'p' }, 'accepted'],
    [
      'the second key by the same human in another job',
      ready,
      { name: 'accept' },
      { proposalSeen: 'p', by: { humanId: 'ibrahim', authority: 'provider' } },
      'second_person_required',
    ],
    [
      'the second key by a colleague',
      ready,
      { name: 'accept' },
      { proposalSeen: 'p', by: { humanId: 'lone', authority: 'acting_job_centre' } },
      'other_authority_required',
    ],
    ['a key to a proposal that was changed', ready, { name: 'accept' }, { proposalSeen: 'older' }, 'proposal_changed'],
    [
      'refusing on a proposal to accept',
      { ...ready, state: 'refusal_proposed' },
      { name: 'refuse' },
      { proposalSeen: 'p' },
      'not_in_state',
    ],
    ['the refusal itself', heard('2015-10-20'), { name: 'refuse' }, { proposalSeen: 'p' }, 'refused'],
    [
      'the refusal by the one who proposed it',
      { ...heard('2015-10-20'), proposal: mine },
      { name: 'refuse' },
      { proposalSeen: 'q' },
      'second_person_required',
    ],
    [
      'confirming when nothing is proposed',
      at('joint_assessment', { assessed: both }),
      { name: 'accept' },
      { proposalSeen: 'p' },
      'not_in_state',
    ],
    [
      'the fourth "not now"',
      at('joint_assessment', { assessed: both, deferrals: 3 }),
      { name: 'propose', proposal: proposal('not_now') },
      {},
      'too_many_deferrals',
    ],
    ['reopening on the last day', at('withdrawn'), { name: 'reopen' }, { closedOn: day('2015-09-02') }, 'draft'],
    ['reopening the day after', at('withdrawn'), { name: 'reopen' }, { closedOn: day('2015-09-01') }, 'reopening_too_late'],
    ['a draft of 90 days', at('draft'), { name: 'lapse' }, { lastTouchedOn: today.subtract({ days: 90 }) }, 'draft_still_fresh'],
    ['a draft of 91 days', at('draft'), { name: 'lapse' }, { lastTouchedOn: today.subtract({ days: 91 }) }, 'withdrawn'],
  ]
  test.each(cases)('%s', (_, progress, happening, more, expected) => {
    expect(answer(progress, happening, more)).toBe(expected)
  })

  test('a changed agreed score drops the key that was turned', () => {
    const result = decide(ready, { name: 'conciliate' }, facts)
    expect(result.ok && result.value.proposal).toBeNull()
  })

  test('a review starts a round with fresh assessments', () => {
    const result = decide(at('not_now', { assessed: both, round: 2 }), { name: 'review' }, facts)
    expect(result.ok && [result.value.state, result.value.round, result.value.assessed]).toEqual(['joint_assessment', 3, []])
  })
})

const person = fc.constantFrom(
  { humanId: 'ibrahim', authority: 'acting_job_centre' as const },
  { humanId: 'lone', authority: 'acting_job_centre' as const },
  { humanId: 'mette', authority: 'provider' as const },
  { humanId: 'ibrahim', authority: 'provider' as const },
)
const happening: fc.Arbitrary<Happening> = fc
  .tuple(fc.constantFrom(...events), fc.constantFrom(...authorities), fc.constantFrom(...outcomes), fc.nat(2))
  .map(([name, authority, outcome, over]): Happening => {
    if (name === 'submit_assessment') return { name, authority, over }
    if (name === 'open_hearing') return { name, until: '2015-11-09' }
    if (name === 'complain' || name === 'forward_complaint') return { name, on: '2015-11-05' }
    if (name === 'tell_delay') return { name, expectedOn: '2015-12-01' }
    if (name === 'propose') return { name, proposal: { id: 'p', outcome, authority, humanId: authority === 'provider' ? 'mette' : 'lone' } }
    return { name }
  })

test('any history: replaying the accepted events gives the state, with an owner while it is open and two humans behind every decision', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(happening, person, fc.nat(40)), { maxLength: 40 }), (attempts) => {
      let progress = started
      const history: Happening[] = []
      for (const [one, by, days] of attempts) {
        const before = progress
        const said = one.name === 'submit_assessment' ? { ...one, authority: by.authority } : one
        const result = decide(progress, said, { ...facts, by, today: today.add({ days }), proposalSeen: progress.proposal?.id ?? null })
        if (!result.ok) continue
        progress = result.value
        history.push(said)
        if (['accepted', 'refused', 'not_now'].includes(progress.state) && before.state !== progress.state)
          expect(before.proposal && before.proposal.humanId !== by.humanId && before.proposal.authority !== by.authority).toBe(true)
        expect(ballOf(progress, today) === 'none').toBe(!isOpen(progress.state))
      }
      expect(replay(history)).toEqual(progress)
    }),
    { numRuns: 500 },
  )
})

test('a history the machine could not have written is a bug, not a case', () => {
  expect(() => replay([{ name: 'accept' }])).toThrow(/cannot follow/)
})
