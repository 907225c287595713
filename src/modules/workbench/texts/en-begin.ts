import type { begin as da } from './da-begin.ts'

/** The words of an administrator's first page. */
export const begin: typeof da = {
  title: 'Getting started',
  nav: 'Getting started',
  intro: (organisation) => `What must be in place in ${organisation} before the first citizen is referred.`,
  order: 'In this order',
  yourself: 'Invite yourself',
  yourselfText:
    'The first account has no name and gets no mail. Invite yourself as administrator with your name and mail, sign in with the new account, and take the role from the old one.',
  colleagues: 'Invite your colleagues',
  lacking: (roles) => `Still to fill: ${roles}. One person may hold several roles.`,
  allRoles: 'Every role that your part of the cooperation needs is filled.',
  read: (agreement) => `Read the agreement: ${agreement}`,
  assumptions: (count) =>
    count === 0
      ? 'Everything in the agreement follows from the memo.'
      : `${count} terms are assumed, because the memo is silent. Each term says whether it is memo or assumption. Settle them with the parties.`,
  deadlines: 'Publish your deadlines',
  deadlinesText: 'How long you may take to decide a referral and an application for a loan.',
  mailsTitle: (count) => (count === 1 ? 'The mail server did not take a mail' : `The mail server did not take ${count} mails`),
  mailsText: (code) =>
    `The failure was ${code}. Mails are tried again by themselves for more than a week, and everything can be read in the system meanwhile. See whether SMTP_URL is right and the server answers.`,
  ownSignIn: 'Protect your sign-in',
  ownSignInText: 'Make a passkey, or turn on codes from your phone. Under Staff you can demand two factors of everybody.',
  another: 'Another cooperation',
  anotherText:
    'Another municipality’s pilot is a file: parties, programme, places, prices and deadlines. You see what the file makes before anything is saved.',
  anotherLink: 'Load an agreement from a file',
  over: (day) => `The agreement ran until ${day}, so nobody can be referred under it. Load your own below, or extend it.`,
  toRead: 'When you can',
  done: 'In place',
  missing: 'Missing',
}
