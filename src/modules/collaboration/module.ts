import type { Deps, Module, NavEntry } from '#platform/module.ts'
import { actions } from './actions.ts'
import type { CollaborationPorts } from './actions/ports.ts'
import { da } from './texts/da.ts'
import { en } from './texts/en.ts'
import { lessonRoutes } from './web/lessons/routes.tsx'
import { meetingRoutes } from './web/meetings/routes.tsx'
import { proposalRoutes } from './web/proposals/routes.tsx'
import { questionRoutes } from './web/questions/routes.tsx'

const nav: NavEntry[] = [
  {
    group: 'knowledge',
    href: '/questions',
    label: { da: da.questions.nav, en: en.questions.nav },
    icon: 'forum',
    action: actions.see_questions,
  },
  {
    group: 'knowledge',
    href: '/lessons',
    label: { da: da.lessons.nav, en: en.lessons.nav },
    icon: 'feedback',
    action: actions.see_lessons,
  },
  {
    group: 'knowledge',
    href: '/meetings',
    label: { da: da.meetings.nav, en: en.meetings.nav },
    icon: 'groups',
    action: actions.see_meetings,
  },
]

/** Questions, proposals, lessons and meetings of the parties. An accepted proposal takes its step by the ports of enrolments. */
export function collaborationModule(deps: Deps, ports: CollaborationPorts): Module {
  return {
    name: 'collaboration',
    actions: Object.values(actions),
    routes: [...questionRoutes(deps), ...proposalRoutes(deps, ports), ...lessonRoutes(deps), ...meetingRoutes(deps)],
    nav,
  }
}
