import { defineActions } from '#modules/access/index.ts'

/** A citizen's own pages are the citizen's alone. */
export const portalActions = defineActions('portal', { see_own: ['self'], see_log: ['self'], see_economy: ['self'] })
