import type { DefinitionKey } from '../domain/figures/definitions.ts'
import type { FigureWords } from './figures-da.ts'

/** Name and definition of every figure in English. */
export const figuresEn: Record<DefinitionKey, FigureWords> = {
  places: { name: 'Places', definition: 'Places the agreement has bought on at least one day up to and including the cut-off day.' },
  place_days_bought: { name: 'Place days bought', definition: 'Days each place is bought, added up to and including the cut-off day.' },
  place_days_used: { name: 'Place days used', definition: 'Days on which a place was taken by a run, of the place days bought.' },
  place_days_reserved: { name: 'Place days reserved', definition: 'Days on which a place was kept for a citizen who had not begun.' },
  referred: {
    name: 'Referred',
    definition: 'Referrals sent up to and including the cut-off day. Those registered by mistake do not count.',
  },
  assessed: { name: 'Assessed by both parties', definition: 'Referred and assessed by both authorities, or decided on.' },
  accepted: { name: 'Accepted', definition: 'Referred citizens whom both authorities accepted.' },
  started: { name: 'Started', definition: 'Accepted citizens who have begun the qualifying phase.' },
  main_reached: { name: 'Reached the main phase', definition: 'Those started who went on to the main phase.' },
  completed: { name: 'Completed', definition: 'Those started who completed the whole course. Runs that are not over are no failures.' },
  loan_granted: {
    name: 'Had a loan granted',
    definition: 'Referred citizens with at least one loan granted and not withdrawn before payout.',
  },
  loan_paid_out: { name: 'Had a loan paid out', definition: 'Referred citizens with at least one loan paid out.' },
  not_assessed: { name: 'Not yet assessed', definition: 'Referred without a decision, where both assessments are not in.' },
  assessed_open: { name: 'Assessed, awaiting decision', definition: 'Referred and assessed by both, without a decision yet.' },
  not_now: { name: 'Suitable, but not now', definition: 'Referred and suitable, with the decision put off to a date.' },
  withdrawn: { name: 'Withdrawn', definition: 'Referrals withdrawn before a decision.' },
  refused: { name: 'Refused', definition: 'Referred and refused, in all and by reason.' },
  waiting: { name: 'Waiting to begin', definition: 'Accepted and waiting for a place or for the first day.' },
  left_before_start: { name: 'Never began', definition: 'Accepted, but left the waiting list or never began.' },
  qualifying: { name: 'In the qualifying phase', definition: 'Runs in the first phase on the cut-off day. They are not over.' },
  gate: { name: 'At the transition', definition: 'Runs between the first and the main phase on the cut-off day. They are not over.' },
  main: { name: 'In the main phase', definition: 'Runs in the main phase on the cut-off day. They are not over.' },
  completed_first_phase: { name: 'Finished after the first phase', definition: 'Runs finished after the first phase without going on.' },
  ended_first: { name: 'Ended in the first phase', definition: 'Runs that ended before the main phase, in all and by reason.' },
  ended_main: { name: 'Ended in the main phase', definition: 'Runs that ended in the main phase, in all and by reason.' },
  completed_of_due: {
    name: 'Completed of those who could have',
    definition:
      'Only runs begun so early that the whole course could be over on the cut-off day. Else the first figures would be the drop-outs alone.',
  },
  attendance: { name: 'Attendance', definition: 'Times a citizen came, of the times they were expected, in registered sessions.' },
  basis: {
    name: 'Support basis',
    definition:
      'What those who began lived on that day, by benefit. Counts only those for whom the day has come by the cut-off and whose basis is recorded.',
  },
  unknown: {
    name: 'Support basis not recorded',
    definition: 'Those who began, for whom the day has come, without a recorded support basis.',
  },
  flow: {
    name: 'From start to discharge',
    definition: 'Those discharged, by support basis when the run began and on the day of discharge.',
  },
  self: {
    name: 'Self-supporting',
    definition:
      'Those discharged without any public benefit that day, of those with a recorded support basis. A student grant is a benefit.',
  },
  part: {
    name: 'Wholly or partly self-supporting',
    definition: 'As self-supporting, and also those who moved from a full benefit to a flex wage subsidy or a student grant.',
  },
  registered: { name: 'Business founded', definition: 'Those who began and have registered a business (CVR) by the cut-off day.' },
  trading: {
    name: 'Business began trading',
    definition: 'Businesses founded that began trading, also those that have ceased since. The first business counts.',
  },
  alive: { name: 'Still registered', definition: 'Businesses founded that have not ceased on the cut-off day.' },
  alive_after: { name: 'Still registered', definition: 'Of those founded that long before the cut-off day: those that had not ceased.' },
  trading_after: {
    name: 'Trading',
    definition: 'Of those founded that long before the cut-off day: those that had begun trading and had not ceased.',
  },
  loans_applied: { name: 'Loans applied for', definition: 'Loan applications up to and including the cut-off day.' },
  loans_in_process: { name: 'Being handled', definition: 'Applications without a decision on the cut-off day.' },
  loans_declined: { name: 'Declined', definition: 'Applications that were declined.' },
  loans_withdrawn: { name: 'Withdrawn', definition: 'Applications and offers the citizen withdrew before payout.' },
  loans_granted: { name: 'Granted', definition: 'Loans granted and not withdrawn before payout.' },
  loans_paid_out: { name: 'Paid out', definition: 'Loans that were paid out.' },
  loans_settled: { name: 'Repaid', definition: 'Loans paid out on which nothing is owed and no part is still to be paid out.' },
  granted_ore: { name: 'Amount granted', definition: 'Principal of the loans granted.' },
  paid_out_ore: { name: 'Amount paid out', definition: 'Paid out up to and including the cut-off day.' },
  repaid_ore: { name: 'Amount repaid', definition: 'Payments without those that were reversed.' },
  outstanding_ore: { name: 'Amount outstanding', definition: 'Paid out less repaid for each loan, never below nothing.' },
  lead_median: {
    name: 'Waiting time, median',
    definition:
      'Days waited by the one in the middle when all are put in order; of an even number the lower of the two. Only waits that are over by the cut-off day.',
  },
  lead_max: { name: 'Waiting time, longest', definition: 'Days of the longest wait. Only waits that are over by the cut-off day.' },
  minutes: {
    name: 'Time per participant',
    definition: 'Minutes of registered sessions that participants came to, divided by the number of participants.',
  },
  loans_par30: {
    name: 'More than 30 days late',
    definition: 'Loans paid out with principal left and an instalment more than 30 days past its payable-by day.',
  },
  loans_par90: {
    name: 'More than 90 days late',
    definition: 'Loans paid out with principal left and an instalment more than 90 days past its payable-by day.',
  },
  loans_deferred: { name: 'Deferred', definition: 'Loans paid out with an instalment that was moved.' },
  loans_lost: { name: 'Written off or remitted', definition: 'Loans paid out of which something was written off or remitted.' },
  median_granted_ore: {
    name: 'Loan granted, median',
    definition: 'Principal of the granted loan in the middle; of an even number the lower of the two.',
  },
  par30_ore: {
    name: 'Principal of loans more than 30 days late (PAR30)',
    definition: 'All that is left of the principal of loans more than 30 days late.',
  },
  par90_ore: {
    name: 'Principal of loans more than 90 days late (PAR90)',
    definition: 'All that is left of the principal of loans more than 90 days late.',
  },
  lost_ore: { name: 'Amount written off or remitted', definition: 'Lost on loans paid out, up to and including the cut-off day.' },
  cost_ore: {
    name: 'Cost of the runs',
    definition:
      'Price of the places bought up to and including the cut-off day, and what they do not pay for. A day costs the month’s price divided by its days.',
  },
  cost_per_used_month_ore: {
    name: 'Cost per place-month used',
    definition: 'Price of the places bought, divided by the months in which a place was taken.',
  },
  cost_per_completed_ore: {
    name: 'Cost per completed run',
    definition: 'Price of the places bought, divided by the number who completed.',
  },
  cost_per_self_ore: {
    name: 'Cost per self-supporting person',
    definition: 'Price of the places bought, divided by the number self-supporting on the cut-off day.',
  },
  net_ore: {
    name: 'The sum’s bottom line',
    definition:
      'Benefit saved after the state’s reimbursement through the chosen years from the day after the cut-off, week by week by the rule that holds then, less the cost of the runs and the expected loss on loans. It does not say what would have happened without the course.',
  },
  break_even: {
    name: 'How many must become self-supporting',
    definition:
      'The least number whose benefit saved after reimbursement through the chosen years pays the cost of the runs and the expected loss.',
  },
  answered_gate: { name: 'Answers at the transition', definition: 'Questionnaires at the transition that were answered, of those sent.' },
  answered_end: { name: 'Answers at discharge', definition: 'Questionnaires at discharge that were answered, of those sent.' },
  answered_end6: { name: 'Answers after 6 months', definition: 'Questionnaires 6 months after that were answered, of those sent.' },
  useful: {
    name: 'Could use the course',
    definition: 'Answers of yes, very much or somewhat, to whether the course could be used, of all answers.',
  },
  help: {
    name: 'Help when it was needed',
    definition: 'Answers of yes, very much or somewhat, to whether there was help when needed, of all answers.',
  },
  together: {
    name: 'The parties worked well together',
    definition: 'Answers of yes, very much or somewhat, to whether the parties worked well together, of all answers.',
  },
  recommend: {
    name: 'Would recommend it',
    definition: 'Answers of yes, very much or somewhat, to whether one would recommend the course or refer again, of all answers.',
  },
  lessons: { name: 'Lessons written down', definition: 'Lessons the parties have written down up to and including the cut-off.' },
  method_changes: {
    name: 'Changes on the way',
    definition: 'New periods and changed numbers of places that hold on the cut-off at the latest.',
  },
}
