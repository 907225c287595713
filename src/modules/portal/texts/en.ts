import type { Texts } from './da.ts'

/** The English words. */
export const en = {
  title: 'Your way',
  hello: (name: string) => `Hello ${name}`,
  nav: 'Your way',
  none: 'You have no case here yet',
  noneText: 'When your caseworker refers you to a microloan programme, you can follow it here.',
  next: 'What you can do now',
  nothing: 'There is nothing you need to do now. We write when something happens.',
  happened: 'What has happened',
  more: 'See more',
  log: 'Who has looked at my case?',
  logTitle: 'Who has looked at your case?',
  logIntro: 'Every time somebody opened a page about you or changed something, it stands here. Ask your caseworker if you wonder.',
  logCaption: 'Readings and changes of your case',
  when: 'When',
  who: 'Who',
  what: 'What',
  you: 'Yourself',
  system: 'The system',
  kinds: { read: 'Looked at', change: 'Changed', denied: 'Was refused', sign_in: 'Signed in' },
  empty: 'Nobody has looked at your case yet',
} satisfies Texts
