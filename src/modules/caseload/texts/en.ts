import type { Texts } from './da.ts'

/** The English words. */
export const en: Texts = {
  codes: {
    tasks: 'Open tasks',
    deadline: 'The deadline of the case',
    assessment: 'Your assessment that is not yet given',
    promises: 'Answers you have promised',
    meetings: 'Next meetings',
    notes: 'Notes written',
    protected: 'Protected address',
  },
  refusals: {
    nobody_has_it: 'Nobody looks after the case. It is taken on the worklist.',
    not_yours: 'Only who looks after the case, their deputy or a leader can hand it over.',
    has_it_already: 'That colleague looks after the case already.',
    receiver_cannot: 'That colleague has no role that can look after cases.',
    receiver_has_conflict: 'That colleague has a conflict of interest and cannot take the case over.',
    offered_already: 'The case is offered to a colleague already. Withdraw that first.',
    lines_open: 'Go through every line with the receiver, and tick it',
    answered_already: 'It has been answered already.',
    anothers_to_answer: 'It is another’s to answer.',
    moved_on: 'Somebody else has taken the case meanwhile.',
  },
  offered: (from, to) => `${from} has asked ${to} to take the case over`,
  offeredBy: (by, from, to) => `${by} has asked ${to} to take the case over from ${from}`,
  accepted: (to, from) => `${to} has taken the case over from ${from}`,
  declined: (to) => `${to} does not take the case over`,
  withdrawn: 'The hand-over was withdrawn',
  onBehalf: (name) => `on behalf of ${name}`,
  newContact: (to, organisation) => `${to} is your new contact person at ${organisation}`,
}
