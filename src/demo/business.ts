import { sessionNames } from '#modules/activities/index.ts'
import type { CitizenActor } from '#kernel/actor.ts'
import { parseCvr } from '#kernel/cvr.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import {
  type BudgetDocument,
  type BusinessPorts,
  type NewMilestone,
  type PlanSection,
  addGoalStep,
  changeBudget,
  commentOnPlan,
  decidePlan,
  keepBudgetVersion,
  planSections,
  recordMilestone,
  setGoal,
  submitPlan,
  writeSection,
} from '#modules/business/index.ts'
import { type EnrolmentId, enrolment } from '#modules/enrolments/index.ts'
import { loanPlans, wishedLoan } from '#modules/loans/index.ts'
import { aminasBudget, aminasPlan, karimsPlan, leylasBudget, leylasPlan } from './business-texts.ts'
import { type Play, act } from './play.ts'

const ports: BusinessPorts = { loanPlans, wishedLoan, sessionNames }

/** The citizen of a run, at their own sign-in. */
async function citizenOf({ db, clock, stage, citizens }: Play, run: EnrolmentId, name: string): Promise<CitizenActor> {
  const found = await db.read(contextOf(stage.actors.mette, clock.today()), (tx) => enrolment(tx, run))
  const citizen = citizens.find((one) => one.name === name)
  assert(found !== null && citizen !== undefined, 'the citizen has a run and a sign-in')
  return { kind: 'citizen', accountId: citizen.accountId, humanId: newId(), name, personId: found.personId }
}

async function write(play: Play, actor: CitizenActor, run: EnrolmentId, plan: Partial<Record<PlanSection, string>>): Promise<void> {
  const { db, clock } = play
  for (const section of planSections) {
    const words = plan[section]
    if (words === undefined) continue
    const command = { actor, enrolmentId: run, section, words, requestId: newId(), at: clock.now() }
    await act(db, clock, actor, async (tx) => {
      const first = await writeSection(tx, { ...command, revision: 0 })
      return first.ok || first.refusal.kind !== 'section_changed'
        ? first
        : writeSection(tx, { ...command, revision: first.refusal.revision })
    })
  }
}

async function reach(play: Play, run: EnrolmentId, milestone: NewMilestone, on: string, evidence: string): Promise<void> {
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const command = { actor, enrolmentId: run, milestone, on: day(on), evidence, benefitTold: true, requestId: newId(), at: clock.now() }
  await act(db, clock, actor, (tx) => recordMilestone(tx, command))
}

async function budget(play: Play, actor: CitizenActor, run: EnrolmentId, change: (empty: BudgetDocument) => BudgetDocument): Promise<void> {
  const { db, clock } = play
  const command = { actor, enrolmentId: run, change, revision: 0, at: clock.now(), today: clock.today() }
  await act(db, clock, actor, (tx) => changeBudget(tx, ports, command))
}

/** Amina tries out her idea, writes her plan, gets it back for its prices, and has the second version approved. */
export async function aminaPlans(play: Play, run: EnrolmentId): Promise<void> {
  const { db, clock, stage } = play
  const { soeren, hanne } = stage.actors
  await play.moveTo('2016-03-21')
  const amina = await citizenOf(play, run, 'Amina Yıldız')
  await reach(play, run, { name: 'idea' }, '2016-01-11', 'Amina har beskrevet sit syværksted på en side.')
  await reach(play, run, { name: 'tested' }, '2016-03-19', 'Elleve bukser lagt op for naboer og en tøjbutik, alle betalt.')
  await write(play, amina, run, aminasPlan.first)
  const base = () => ({ enrolmentId: run, requestId: newId(), at: clock.now() })
  const words = 'Skriv, hvad en bukseopsyning koster, og hvor lang tid den tager dig.'
  await act(db, clock, soeren, (tx) => commentOnPlan(tx, { actor: soeren, ...base(), section: 'product', words }))
  await act(db, clock, amina, (tx) => submitPlan(tx, { actor: amina, ...base(), step: 'submit' }))
  await play.moveTo('2016-03-29')
  const why = 'Priserne mangler under produktet. Resten er klart og godt.'
  await act(db, clock, hanne, (tx) => decidePlan(tx, { actor: hanne, ...base(), step: 'return', words: why }))
  await play.moveTo('2016-04-01')
  await write(play, amina, run, aminasPlan.second)
  await act(db, clock, amina, (tx) => submitPlan(tx, { actor: amina, ...base(), step: 'submit' }))
  await play.moveTo('2016-04-05')
  const approved = 'Priserne er med, kunderne er der, og budgettet hænger sammen.'
  await act(db, clock, hanne, (tx) => decidePlan(tx, { actor: hanne, ...base(), step: 'approve', words: approved }))
}

/** Amina keeps the budget that her loan rests on. */
export async function aminaBudgets(play: Play, run: EnrolmentId): Promise<void> {
  const { db, clock } = play
  await play.moveTo('2016-08-03')
  const amina = await citizenOf(play, run, 'Amina Yıldız')
  await budget(play, amina, run, aminasBudget)
  await act(db, clock, amina, (tx) => keepBudgetVersion(tx, { actor: amina, enrolmentId: run, at: clock.now() }))
}

/** Amina registers her workshop and sells. */
export async function aminaTrades(play: Play, run: EnrolmentId): Promise<void> {
  const cvr = parseCvr('35408002')
  assert(cvr.ok, 'a number with its check digit')
  await reach(play, run, { name: 'registered', cvr: cvr.value, vat: true }, '2016-08-29', 'Registreringsbevis fra Erhvervsstyrelsen.')
  await reach(play, run, { name: 'first_sale' }, '2016-09-02', 'Faktura 1 til Ishøj Rens, betalt.')
  const goal = { words: 'Tredive reparationer om måneden', wantedOn: '2016-12-01' }
  await aim(play, run, { ...goal, step: 'Hæng kort op hos renseriet og de to tøjbutikker', dueOn: '2016-10-21' })
}

type DemoGoal = { words: string; wantedOn: string; step: string; dueOn: string }

/** A goal with its first step, set by Søren with the citizen. */
async function aim(play: Play, run: EnrolmentId, { words, wantedOn, step, dueOn }: DemoGoal): Promise<void> {
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const goalId = newId<'goal'>()
  const deed = () => ({ actor, requestId: newId(), at: clock.now() })
  await act(db, clock, actor, (tx) => setGoal(tx, { ...deed(), requestId: goalId, enrolmentId: run, words, wantedOn: day(wantedOn) }))
  await act(db, clock, actor, (tx) => addGoalStep(tx, { ...deed(), goalId, words: step, owner: 'citizen', dueOn: day(dueOn) }))
}

/** Karim tries out his idea on three shops, and his plan is approved as he wrote it. */
export async function karimPlans(play: Play, run: EnrolmentId): Promise<void> {
  const { db, clock, stage } = play
  const { hanne } = stage.actors
  await play.moveTo('2016-02-01')
  const karim = await citizenOf(play, run, 'Karim Haddad')
  await reach(play, run, { name: 'idea' }, '2015-10-19', 'Karim har skrevet ned, hvad han vil køre, og for hvem.')
  await reach(play, run, { name: 'tested' }, '2016-01-29', 'Otte prøveture i en lånt vogn for de tre butikker, alle betalt.')
  await write(play, karim, run, karimsPlan)
  const base = () => ({ enrolmentId: run, requestId: newId(), at: clock.now() })
  await act(db, clock, karim, (tx) => submitPlan(tx, { actor: karim, ...base(), step: 'submit' }))
  await play.moveTo('2016-02-08')
  const approved = 'Kunderne er der, priserne er skrevet, og vognen kan betales.'
  await act(db, clock, hanne, (tx) => decidePlan(tx, { actor: hanne, ...base(), step: 'approve', words: approved }))
}

/** Karim registers with the van he has bought, and trades. Call before his run ends. */
export async function karimTrades(play: Play, run: EnrolmentId): Promise<void> {
  const cvr = parseCvr('99000007')
  assert(cvr.ok, 'a number with its check digit')
  await reach(play, run, { name: 'registered', cvr: cvr.value, vat: true }, '2016-04-22', 'Registreringsbevis fra Erhvervsstyrelsen.')
  await reach(play, run, { name: 'first_sale' }, '2016-04-25', 'Faktura 1 til bageren, betalt.')
  await reach(play, run, { name: 'trading' }, '2016-05-20', 'Fast tur hver morgen for bageren, og fire ture om dagen.')
}

/** Leyla has begun her plan and her budget. */
export async function leylaBegins(play: Play, run: EnrolmentId): Promise<void> {
  const { db, clock, stage } = play
  const { soeren } = stage.actors
  const leyla = await citizenOf(play, run, 'Leyla Demir')
  await reach(play, run, { name: 'idea' }, '2016-07-04', 'Leyla har talt med to plejecentre om frisørbesøg.')
  await write(play, leyla, run, leylasPlan)
  const words = 'Godt begyndt. Hvor mange beboere får klippet hår hver måned?'
  await act(db, clock, soeren, (tx) =>
    commentOnPlan(tx, { actor: soeren, enrolmentId: run, section: 'customers', words, requestId: newId(), at: clock.now() }),
  )
  await budget(play, leyla, run, leylasBudget)
  const goal = { words: 'Aftale med det tredje plejecenter', wantedOn: '2016-11-01' }
  await aim(play, run, { ...goal, step: 'Ring til lederen af Strandgården', dueOn: '2016-10-14' })
}
