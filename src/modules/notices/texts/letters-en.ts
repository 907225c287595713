import { kronerText, longDayText, quoted } from '#ui/format.ts'
import type { Day } from '#kernel/days.ts'
import { paragraph, points, section } from '../domain/blocks.ts'
import { loanLettersEn } from './loan-letters-en.ts'
import type { Complaint, Grounds, LetterBlock, LetterWords, ReturnTo } from '../domain/letter.ts'

const day = (value: Day) => longDayText(value, 'en')

const because = ({ reasons, legalRule, considerations }: Grounds): LetterBlock[] => [
  ...section('Reasons', ...points(reasons)),
  ...section('What we gave weight to', ...points(considerations)),
  ...section('The rule', paragraph(legalRule)),
]

const howToComplain = ({ sendTo, address, phone, appealBody }: Complaint): LetterBlock[] =>
  section('How to complain', {
    kind: 'list',
    items: [
      'You can complain within 4 weeks of the day you received the decision.',
      `Send the complaint to ${[sendTo, address ?? null].filter((part) => part !== null).join(', ')}. You can also call${phone ? ` ${phone}` : ''} or come by.`,
      'We look at the case again when we have your complaint.',
      `If we do not change the decision, we pass the complaint on to ${appealBody} within 4 weeks of receiving it.`,
    ],
  })

const returned = (now: ReturnTo): string => {
  switch (now.kind) {
    case 'goes_on':
      return `You have place ${now.placeNumber}. The programme is planned to end on ${day(now.endsOn)}.`
    case 'right_of_return':
      return `No place is free right now. You are paused and have the right to come back when a place becomes free. We look at it again by ${day(now.until)}.`
    case 'starts':
      return now.startsOn === null
        ? `You have place ${now.placeNumber}. We agree with you when you begin.`
        : `You have place ${now.placeNumber} and begin on ${day(now.startsOn)}.`
    case 'in_line':
      return 'You are offered a place when one becomes free. You hear from us.'
  }
}

const matters = { referral: 'referral', loan: 'application for a microloan' }

/** The letters in English. */
export const lettersEn: LetterWords = {
  ...loanLettersEn({ because, howToComplain }),
  accepted: ({ programme, reasons }) => ({
    heading: 'Decision: You are accepted',
    blocks: [
      paragraph(`We have assessed your case together. You are accepted to the programme ${quoted(programme, 'en')}.`),
      ...section('Reasons', ...points(reasons)),
      ...section(
        'What happens now',
        paragraph('You are offered a place as soon as one is free. If all are taken, you are on the waiting list. You will hear from us.'),
      ),
    ],
  }),
  not_now: ({ reviewOn, complaint, ...grounds }) => ({
    heading: 'Decision: You cannot begin now',
    blocks: [
      paragraph(
        `We have assessed your case together. The programme may suit you, but not just now. We look at your case again on ${day(reviewOn)}.`,
      ),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  hearing: ({ answerBy, ...grounds }) => ({
    heading: 'Hearing: We consider saying no',
    blocks: [
      paragraph('We have not decided yet. We consider saying no to your joining the programme.'),
      ...because(grounds),
      ...section(
        'You can answer',
        paragraph(`You can write or call us by ${day(answerBy)} if something is wrong or missing.`),
        paragraph('If you do not answer, we decide on what we know.'),
      ),
    ],
  }),
  refused: ({ complaint, ...grounds }) => ({
    heading: 'Decision: You cannot join the programme',
    blocks: [
      paragraph('We have assessed your case together. You cannot join the programme.'),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  place_offer: ({ placeNumber, startsOn, answerBy }) => ({
    heading: 'Offer: You can have a place',
    blocks: [
      paragraph(`You can begin the programme on ${day(startsOn)}.`),
      ...section('The place', {
        kind: 'terms',
        headings: ['Term', 'Value'],
        rows: [
          ['Place', String(placeNumber)],
          ['Begins', day(startsOn)],
          ['Answer by', day(answerBy)],
        ],
      }),
      ...section(
        'How to answer',
        paragraph(`Say yes or no by ${day(answerBy)}. If you do not answer, the place goes to the next, and you stay on the waiting list.`),
        paragraph('You can answer on your own page in the program or tell your caseworker.'),
      ),
    ],
  }),
  enrolled: ({ placeNumber, startsOn, firstPhaseEndsOn, endsOn }) => ({
    heading: 'You are enrolled',
    blocks: [
      paragraph(`You are enrolled in the programme from ${day(startsOn)}.`),
      ...section('Your programme', {
        kind: 'terms',
        headings: ['Term', 'Value'],
        rows: [
          ['Place', String(placeNumber)],
          ['First day', day(startsOn)],
          ['First part ends', day(firstPhaseEndsOn)],
          ['Programme ends', day(endsOn)],
        ],
      }),
      paragraph('You keep your benefit in the first part. Tell your caseworker if anything changes.'),
    ],
  }),
  discharge_completed: ({ lastDay, firstPartOnly = false }) => ({
    heading: firstPartOnly ? 'You have completed the first part' : 'You have completed the programme',
    blocks: [
      paragraph(
        `Congratulations. You have completed ${firstPartOnly ? 'the first part, and your programme ends here' : 'the programme'}. Your last day is ${day(lastDay)}.`,
      ),
      paragraph('If you have a loan, it goes on under the same terms. We call you later to hear how things are.'),
    ],
  }),
  discharge_early: ({ lastDay, reasons, neverStarted = false, legalRule, complaint }) => ({
    heading: neverStarted ? 'Your place is given up' : 'Your programme ends',
    blocks: [
      paragraph(
        neverStarted
          ? `You did not start the programme. Your place was kept up to and including ${day(lastDay)} and now goes to the next.`
          : `Your programme ends early. Your last day is ${day(lastDay)}.`,
      ),
      ...section('Reasons', ...points(reasons)),
      ...(legalRule === undefined ? [] : section('The rule', paragraph(legalRule))),
      paragraph(
        neverStarted
          ? 'If you still want to start, or if something is wrong, write to or call your caseworker.'
          : 'If you have a loan, it goes on under the same terms.',
      ),
      ...(complaint === undefined ? [] : howToComplain(complaint)),
    ],
  }),
  reopened: ({ was, endedOn, reasons, now }) => ({
    heading: { course: 'Your programme is reopened', place: 'You have your place again', line: 'You are on the waiting list again' }[was],
    blocks: [
      paragraph(
        {
          course: `We ended your programme with ${day(endedOn)} as the last day. We have put that right: you are on the programme again.`,
          place: `We let your place go with ${day(endedOn)} as the last day. We have put that right: you have a place on the programme again.`,
          line: `You were taken off the waiting list on ${day(endedOn)}. We have put that right: you are on the waiting list again.`,
        }[was],
      ),
      ...(was === 'line' ? [] : [paragraph('If you have had a letter that it ended, that letter no longer holds.')]),
      ...section('Reasons', ...points(reasons)),
      ...section('What happens now', paragraph(returned(now)), paragraph('If you have questions, write to or call your caseworker.')),
    ],
  }),
  loan_offered: (loan) => ({
    heading: 'Decision: You are granted a microloan',
    blocks: [
      paragraph(`You are granted a loan of ${kronerText(loan.amountOre, 'en')}. The loan bears no interest.`),
      ...section('Terms of the loan', {
        kind: 'terms',
        headings: ['Term', 'Value'],
        rows: [
          ['Amount', kronerText(loan.amountOre, 'en')],
          ['Purpose', loan.purpose],
          ['Interest', '0%'],
          ['Fee for setting up', 'None'],
          ['Fee for a reminder', loan.lateFeeOre === 0n ? 'None' : `At most ${kronerText(loan.lateFeeOre, 'en')}`],
          ['Default interest', loan.lateInterest ? 'By section 5 of the Interest Act' : 'None'],
          ['Number of instalments', String(loan.instalments)],
          ['Instalment', kronerText(loan.instalmentOre, 'en')],
          ['Last instalment', kronerText(loan.lastInstalmentOre, 'en')],
          ['First payment', day(loan.firstDueOn)],
          ['Last payment', day(loan.lastDueOn)],
        ],
      }),
      ...section(
        'State aid',
        paragraph(
          `A loan without interest is de minimis aid under Regulation (EU) ${loan.aidRule}. The aid comes to ${kronerText(loan.aidOre, 'en')}. Keep this letter: you must tell of the aid if you apply for other de minimis aid within three years.`,
        ),
      ),
      ...section('How to answer', paragraph(`Accept the offer by ${day(loan.answerBy)}. After that it falls away.`)),
    ],
  }),
  loan_reminder: (loan) => ({
    heading: 'Reminder: an instalment is missing',
    blocks: [
      paragraph(
        `${kronerText(loan.amountOre, 'en')} is missing on loan ${loan.loanNumber}. It should have been paid ${loan.daysLate} days ago.`,
      ),
      paragraph(
        loan.feeOre === 0n ? 'There is no fee for this reminder.' : `The fee for this reminder is ${kronerText(loan.feeOre, 'en')}.`,
      ),
      paragraph(`Pay by ${day(loan.payBy)}. If you have paid, you need do nothing.`),
      ...section(
        'Can you not pay?',
        paragraph('Write to us or call. You can ask for a deferral. From that day we send no reminder until you have an answer.'),
      ),
      ...section('Do you disagree?', paragraph('Write to us. We hold the reminders back while we look at it.')),
    ],
  }),
  loan_declined: ({ complaint, ...grounds }) => ({
    heading: 'Decision: You are not granted a microloan',
    blocks: [
      paragraph('We have looked at your application. You are not granted a microloan. You can go on in the programme and apply again.'),
      ...because(grounds),
      ...howToComplain(complaint),
    ],
  }),
  decision_delayed: ({ matter, cameOn, decideBy, expectedOn, why }) => ({
    heading: 'Your decision is late',
    blocks: [
      paragraph(
        decideBy === null
          ? `We received your ${matters[matter]} on ${day(cameOn)} and are not done with it yet. We are sorry.`
          : `We received your ${matters[matter]} on ${day(cameOn)}. Our published deadline for the decision is ${day(decideBy)}. We cannot keep it, and we are sorry.`,
      ),
      ...section('Why it takes longer', paragraph(why)),
      ...section(
        'What you can expect',
        paragraph(`We expect you to have a decision by ${day(expectedOn)}. You will hear from us if that changes.`),
        paragraph('You need do nothing unless we write to you. If you have questions, you are welcome to call or write.'),
      ),
      ...section('The rule', paragraph('The Act on Legal Protection in Social Matters (retssikkerhedsloven) section 3(2).')),
    ],
  }),
  complaint_received: ({ receivedOn, answerBy, appealBody }) => ({
    heading: 'We have received your complaint',
    blocks: [
      paragraph(`We received your complaint on ${day(receivedOn)}.`),
      ...section(
        'What happens now',
        paragraph(`We look at the case again and answer you by ${day(answerBy)}.`),
        paragraph(`If we do not change the decision, we send your complaint and the case on to ${appealBody}. We will tell you.`),
        paragraph('You can take the complaint back. If you have something new to tell us, write or call.'),
      ),
    ],
  }),
  complaint_forwarded: ({ considerations, appealBody }) => ({
    heading: 'We have sent your complaint on',
    blocks: [
      paragraph(`We have looked at the case again. The decision stands. Your complaint and the case file were sent to ${appealBody}.`),
      ...section('What we gave weight to', ...points(considerations)),
      ...section('What happens now', paragraph(`You will hear from ${appealBody}. You need not do anything.`)),
    ],
  }),
  complaint_changed: ({ considerations }) => ({
    heading: 'After your complaint we decide the case anew',
    blocks: [
      paragraph('We have looked at the case again and your complaint is upheld. The earlier decision no longer applies.'),
      ...section('What we gave weight to', ...points(considerations)),
      ...section('What happens now', paragraph('The two authorities make a new decision together. You get it in a letter.')),
    ],
  }),
}
