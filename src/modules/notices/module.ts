import type { Mail } from '#platform/mail.ts'
import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import type { AgreementNames } from './actions/ports.ts'
import { noticesDue } from './actions/due.ts'
import type { DigitalPost } from './domain/digital-post.ts'
import { noticesRoutes } from './web/routes.tsx'

/**
 * What notices need from outside: the way out for mail (null leaves it queued) and for Digital Post (null sends letters on paper), where the
 * program is reached, and what the agreements are called that notices lead to.
 */
export type NoticesPorts = { mail: Mail | null; digitalPost: DigitalPost | null; publicUrl: () => string; agreementNames: AgreementNames }

/** Messages, tasks, letters, receipts and outgoing mail. */
export function noticesModule(deps: Deps, ports: NoticesPorts): Module {
  return {
    name: 'notices',
    actions: Object.values(actions),
    routes: noticesRoutes(deps, ports.mail !== null, ports.agreementNames),
    nav: [
      {
        group: 'day',
        href: '/notices',
        label: { da: 'Beskeder', en: 'Messages' },
        icon: 'notifications',
        action: actions.see_own,
        when: isStaff,
      },
      {
        group: 'own',
        href: '/notices',
        label: { da: 'Beskeder', en: 'Messages' },
        icon: 'notifications',
        action: actions.see_own,
        when: isCitizen,
      },
      { group: 'day', href: '/post', label: { da: 'Post', en: 'Post' }, icon: 'print', action: actions.see_post },
    ],
    due: (today) => noticesDue({ ...deps, ...ports }, today),
  }
}

const isStaff = (actor: { kind: string }) => actor.kind === 'staff'
const isCitizen = (actor: { kind: string }) => actor.kind === 'citizen'
