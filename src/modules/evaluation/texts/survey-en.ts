import type { surveyDa } from './survey-da.ts'

/** The words of the questionnaires in English. */
export const surveyEn: typeof surveyDa = {
  title: 'How did it go?',
  intro: 'It takes two minutes. Your name is not kept with the answers, and you can answer once only.',
  moments: {
    gate: 'The first phase is about to end.',
    end: 'The course is over.',
    end6: 'It is half a year since the course ended.',
  },
  questionsTitle: 'Four questions',
  questions: {
    citizen: {
      useful: 'Could you use what you learned?',
      help: 'Did you get help when you needed it?',
      together: 'Did the job centre and the municipality work well together on your course?',
      recommend: 'Would you recommend the course to others?',
    },
    staff: {
      useful: 'Could the citizen use the course?',
      help: 'Could you give help when it was needed?',
      together: 'Did the parties work well together?',
      recommend: 'Would you refer a similar citizen again?',
    },
  },
  scale: ['Yes, very much', 'Yes, somewhat', 'Partly', 'No, only a little', 'No, not at all'],
  words: 'Is there anything we should change?',
  wordsHint: 'Write no names',
  send: 'Send the answers',
  thanks: 'Thank you for answering',
  thanksText: 'The answers are kept. You can close the page.',
  asked: { gate: 'At the gate', end: 'At discharge', end6: 'Half a year after' },
  inWordsCount: (all, each) => `${all} answered in their own words (${each}).`,
  inWords: 'In own words',
  inWordsText: 'Answers in own words are shown in the closed version only.',
  parties: { citizen: 'Citizen', provider: 'Provider', acting_job_centre: 'Job centre' },
}
