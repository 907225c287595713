import type { Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { ReferralPorts } from '../actions/confirm-decision.ts'
import { assessmentRoutes } from './assessment/routes.tsx'
import { checkRoutes } from './check/routes.tsx'
import { comparisonRoutes } from './comparison/routes.tsx'
import { complaintRoutes } from './complaint/routes.tsx'
import { delayRoutes } from './delay/routes.tsx'
import { decisionRoutes } from './decision/routes.tsx'
import { distanceRoutes } from './distance/routes.tsx'
import { hearingRoutes } from './hearing/routes.tsx'
import { informationRoutes } from './information/routes.tsx'
import { listRoutes } from './list/routes.tsx'
import { myReferralRoutes } from './me/routes.tsx'
import { overviewRoutes } from './overview/routes.tsx'
import { sectionRoutes } from './sections/routes.tsx'
import { sharingStopRoutes } from './sharing-stop/routes.tsx'
import { startRoutes } from './start/routes.tsx'
import { stepRoutes } from './step/routes.tsx'

/** Every address of the module; `/referrals/new` before `/referrals/:id`. */
export function referralRoutes(deps: Deps, ports: ReferralPorts): Route[] {
  return [
    ...listRoutes(deps),
    ...startRoutes(deps),
    ...overviewRoutes(deps),
    ...sectionRoutes(deps),
    ...checkRoutes(deps),
    ...stepRoutes(deps),
    ...informationRoutes(deps),
    ...assessmentRoutes(deps),
    ...comparisonRoutes(deps),
    ...decisionRoutes(deps, ports),
    ...delayRoutes(deps),
    ...hearingRoutes(deps),
    ...complaintRoutes(deps),
    ...distanceRoutes(deps),
    ...sharingStopRoutes(deps),
    ...myReferralRoutes(deps),
  ]
}
