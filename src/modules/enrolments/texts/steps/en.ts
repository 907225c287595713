import type { StepsTexts } from './da.ts'

/** The words of every step, in English. */
export const en: StepsTexts = {
  steps: {
    admit: {
      label: 'Put on the waiting list',
      consequence: 'The citizen is in line for the places of the agreement.',
      done: 'The citizen is now on the waiting list.',
      told: 'Joined the waiting list',
    },
    confirm_interest: {
      label: 'Confirm interest',
      consequence: 'The citizen keeps the place in line. You will be asked again in 60 days.',
      done: 'The interest is confirmed.',
      told: 'Confirmed the interest',
    },
    offer: {
      label: 'Offer a place',
      consequence: 'The place is reserved until the deadline has passed. The citizen gets a letter, and the job centre is told today.',
      done: 'The place is offered and reserved.',
      told: 'Was offered a place',
    },
    put_ahead: {
      label: 'Put ahead in line',
      consequence: 'The citizen goes before all who wait in the ordinary way. Among those put ahead, the date decides.',
      done: 'The citizen is put ahead in line.',
      told: 'Was put ahead in line',
    },
    put_back: {
      label: 'Put back to the date',
      consequence: 'The citizen waits by their date again.',
      done: 'The citizen waits by their date again.',
      told: 'Waits by their date again',
    },
    leave_list: {
      label: 'Take off the waiting list',
      consequence: 'The citizen will not be offered a place. This can be corrected for two months.',
      done: 'The citizen is off the waiting list.',
      told: 'Left the waiting list',
    },
    close_list: {
      label: 'Close the wait: the agreement has ended',
      consequence: 'The citizen is taken off the list and told. It can be corrected for two months if the agreement is extended.',
      done: 'The citizen is taken off the waiting list.',
      told: 'The waiting list was closed because the agreement has ended',
    },
    transfer: {
      label: 'Let the citizen wait under the next agreement',
      consequence: 'The citizen keeps the date in the line. The programme of the new agreement applies.',
      done: 'The citizen now waits under the next agreement.',
      told: 'Now waits under the next agreement',
    },
    record_move: {
      label: 'Record a move to another municipality',
      consequence: 'The run goes on for now. The caseworker has four weeks to settle with the new municipality who pays.',
      done: 'The move is recorded.',
      told: 'Moved to another municipality',
    },
    settle_move: {
      label: 'The move is settled',
      consequence: 'The run goes on as you have agreed. If it shall end, end it early with the reason moved.',
      done: 'It is noted what was agreed.',
      told: 'After the move it is settled who pays',
    },
    record_death: {
      label: 'Record a death',
      consequence:
        'The place becomes free, and nobody writes to the citizen any more, nor is what waits to be sent. Guardianships and powers of attorney end on the day of the death. A loan lives on in the estate. It can be corrected for two months.',
      done: 'The death is recorded. Nobody writes to the citizen any more.',
      told: 'Death',
    },
    accept: {
      label: 'Accept the place',
      consequence: 'The place is the citizen’s. The programme agrees on the first day.',
      done: 'The place is accepted.',
      told: 'Accepted the place',
    },
    decline: {
      label: 'Decline, stay on the waiting list',
      consequence: 'The place goes to the next in line. The citizen keeps the date in line, but only this once.',
      done: 'The offer is declined. The citizen is still on the waiting list.',
      told: 'Declined and stayed on the waiting list',
    },
    turn_down: {
      label: 'Decline, and leave the waiting list',
      consequence: 'The place goes to the next in line, and the citizen gets no more offers. This can be corrected for two months.',
      done: 'The offer is declined, and the citizen is off the waiting list.',
      told: 'Declined and left the waiting list',
    },
    expire: {
      label: 'The deadline passed',
      consequence: 'The place goes to the next in line. The citizen is still on the waiting list.',
      done: 'The offer has expired.',
      told: 'The deadline of the offer passed',
    },
    start: {
      label: 'Register the start',
      consequence: 'The six months begin on the first day. The Business Director is told without a name. The citizen gets a letter.',
      done: 'The start is registered, and the Business Director has been told.',
      told: 'Started',
    },
    never_start: {
      label: 'Never started',
      consequence:
        'The place is free tomorrow. The Business Director is told without a name. The citizen gets a letter with the reason. This can be corrected for two months.',
      done: 'It is registered that the citizen did not start.',
      told: 'Never started',
    },
    pause: {
      label: 'Pause',
      consequence: 'The six months stand still. If the place is kept, the municipality pays for it meanwhile.',
      done: 'The run is paused.',
      told: 'Pause',
    },
    extend_pause: {
      label: 'Make the pause longer',
      consequence: 'The last day moves with it. If it meets a place promised to another, the system says no.',
      done: 'The pause is longer now.',
      told: 'The pause was made longer',
    },
    resume: {
      label: 'Back from the pause',
      consequence: 'The six months count again from that day.',
      done: 'The run goes on.',
      told: 'Back after a pause',
    },
    prolong: {
      label: 'Prolong the first phase',
      consequence: 'This can be done once. The last day moves for both phases.',
      done: 'The first phase is prolonged.',
      told: 'The first phase was prolonged',
    },
    open_gate: {
      label: 'Open the gate',
      consequence: 'The place is kept for at most 30 days after the first phase while you decide what comes next.',
      done: 'The gate is open.',
      told: 'The gate was opened',
    },
    release_gate_place: {
      label: 'The place is let go',
      consequence: 'The 30 days are over. The main phase now needs a free place.',
      done: 'The place is let go.',
      told: 'The place was let go after 30 days',
    },
    pass_gate: {
      label: 'Go on to the main phase',
      consequence: 'Six months of sparring and network begin. The citizen may apply for a microloan.',
      done: 'The main phase is open.',
      told: 'Went on to the main phase',
    },
    end_after_first: {
      label: 'End after the first phase',
      consequence:
        'The citizen has completed the first phase. The place is free the day after, and the Business Director is told without a name. The citizen gets a letter.',
      done: 'The run ended after the first phase.',
      told: 'Ended after the first phase',
    },
    end_early: {
      label: 'End early',
      consequence:
        'The place is free the day after. A loan lives on. The Business Director is told without a name. The citizen gets a letter with the reason.',
      done: 'The run has ended.',
      told: 'Ended early',
    },
    complete: {
      label: 'Register as completed',
      consequence:
        'The place is free the day after the last day of the main phase. The Business Director is told without a name. The citizen gets a letter.',
      done: 'The run is completed.',
      told: 'Completed the run',
    },
    begin_after_care: {
      label: 'After-care begins',
      consequence: 'The citizen is asked after 3, 6, 12 and 24 months.',
      done: 'After-care has begun.',
      told: 'After-care began',
    },
    record_check: {
      label: 'Record a check',
      consequence: 'The answer goes into the evaluation without a name.',
      done: 'The check is recorded.',
      told: 'Check',
    },
    close: { label: 'Close', consequence: 'The case is over.', done: 'The case is closed.', told: 'The case was closed' },
    reopen: {
      label: 'Correct: reopen the run',
      consequence:
        'The ending is undone with a reason. Both lines stay in the timeline. The citizen gets a letter with the reason, though not of a death recorded by mistake. Needs a free place.',
      done: 'The run is open again.',
      told: 'The ending was corrected, the run reopened',
    },
  },
  own: {
    yourAnswer: 'Your answer',
    acceptedAlready: 'You have already said yes to the place. You need not do anything more.',
    toOwnPage: 'To My path',
    answer: { label: 'Answer the offer', consequence: 'Say yes to the place, or say no and choose whether you stay on the waiting list.' },
    confirm_interest: {
      label: 'Confirm that you still want a place',
      consequence: 'You keep your place in the line. We ask again in 60 days.',
      done: 'Thank you. You are still in the line.',
    },
    leave_list: {
      label: 'Leave the waiting list',
      consequence: 'You are offered no place. That can be put right for two months.',
      done: 'You have been taken off the waiting list.',
    },
    accept: {
      label: 'Yes please to the place',
      consequence: 'The place is yours. We agree the day of the start with you.',
      done: 'The place is yours.',
    },
    decline: {
      label: 'No thank you, but I stay on the waiting list',
      consequence: 'The place goes to the next one. You keep your date in the line, but only this once.',
      done: 'You have said no thank you. You are still on the waiting list.',
    },
    turn_down: {
      label: 'No thank you, and I want to leave the waiting list',
      consequence: 'The place goes to the next one, and you get no more offers. That can be put right for two months.',
      done: 'You have said no thank you and have been taken off the waiting list.',
    },
  },
}
