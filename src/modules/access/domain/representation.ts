/** For what somebody acts for a citizen: everything, money only, or to keep up with meetings. */
export const representationScopes = ['everything', 'economy', 'meetings'] as const
/** One of them. */
export type RepresentationScope = (typeof representationScopes)[number]

/** What each narrower scope opens, by an action's full name or, with a dot at the end, a whole module's. */
const opened: Record<Exclude<RepresentationScope, 'everything'>, readonly string[]> = {
  economy: ['loans.', 'business.see_budget', 'business.write_budget', 'business.keep_budget', 'portal.see_economy', 'access.own_sign_in'],
  meetings: ['activities.own_calendar', 'access.own_sign_in'],
}

/** What nobody does for another here: the debt is taken on by the citizen's own sign-in, or on a signed paper that the adviser keeps. */
const inPerson: readonly string[] = ['loans.accept']

/** Where the pages of a citizen begin, for the citizen and for whoever acts for them within a scope. */
const homes: Readonly<Record<RepresentationScope, string>> = { everything: '/me', economy: '/me/economy', meetings: '/me/calendar' }

/** The first page of a citizen or of one who acts for them. */
export function homeOf({ scope }: { scope?: RepresentationScope | undefined }): string {
  return homes[scope ?? 'everything']
}

/** True when one who acts for the citizen within a scope may do what the citizen may. */
export function withinScope(scope: RepresentationScope, action: string): boolean {
  if (inPerson.includes(action)) return false
  return scope === 'everything' || opened[scope].some((one) => (one.endsWith('.') ? action.startsWith(one) : action === one))
}
