const ground = ['access', 'audit'] as const
const people = ['people', 'programmes', 'notices', ...ground] as const
const cases = ['caseload', ...people] as const
const run = ['enrolments', 'referrals', 'agreements', ...cases] as const
const everyCase = ['journal', 'evaluation', 'collaboration', 'loans', 'ledger', 'business', 'activities', ...run] as const

/** The modules that a module may use, through their doors. One that is not listed may use nothing; each names earlier ones only. */
export const mayUse: Readonly<Record<string, readonly string[]>> = {
  audit: [],
  access: ['audit'],
  people: ground,
  journal: ['people', ...ground],
  programmes: ground,
  notices: ['people', ...ground],
  caseload: ['people', 'notices', ...ground],
  agreements: ['programmes', 'notices', ...ground],
  referrals: ['agreements', ...cases],
  enrolments: ['referrals', 'agreements', ...cases],
  activities: ['enrolments', 'agreements', ...people],
  business: ['enrolments', 'agreements', ...people],
  ledger: ground,
  loans: ['ledger', 'business', 'activities', 'enrolments', 'agreements', ...people],
  collaboration: ['enrolments', 'referrals', 'agreements', 'people', 'notices', ...ground],
  evaluation: ['agreements', 'notices', ...ground],
  portal: everyCase,
  workbench: ['portal', ...everyCase],
}

/**
 * Folders that put the program together, like the files in the root of `src`: they may use each other and everything below,
 * the modules through their doors. Nothing below may use them.
 */
export const tops: readonly string[] = ['command', 'demo']

/** Parts of the program beside the modules, and the parts each may use besides itself. */
export const partMayUse: Readonly<Record<string, readonly string[]>> = {
  kernel: [],
  // The web server hands every page the facts of its shell, so it knows the shell's types.
  platform: ['kernel', 'ui'],
  ui: ['kernel'],
  modules: ['kernel', 'platform', 'ui'],
  integrations: ['kernel', 'platform'],
}

/**
 * The rooms of a module from the ground up: a room may use its own and those below. `actions.ts` is the actions' list of
 * permits, `pdf` draws letters, `timeline.ts` tells a case's past, `module.ts` is the module as the program sees it.
 */
export const rooms: Readonly<Record<string, number>> = {
  domain: 0,
  store: 1,
  pdf: 2,
  'ports.ts': 2,
  'actions.ts': 3,
  actions: 3,
  'timeline.ts': 4,
  jobs: 4,
  web: 4,
  api: 4,
  'module.ts': 5,
  'index.ts': 6,
}

/** Rooms that only tests may enter, with what a module's tests share. */
export const testRooms: readonly string[] = ['test', 'test-support']
