import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { commentOnReport, enterComparison, makeReport, openHearing, publishReport, recordDecision } from '#modules/evaluation/index.ts'
import { evaluationPorts } from '../evaluation-ports.ts'
import { recordLesson } from '#modules/collaboration/index.ts'
import { hearingWords, lessonsLearned, otherProgramme, springWords } from './committee-words.ts'
import { type Play, act } from './play.ts'

/** Torben makes the report of spring 2016, hears the parties, publishes it, and records that the committee extends the pilot by a year. */
export async function evaluate(play: Play): Promise<void> {
  const { db, clock, stage } = play
  const actor = stage.actors.torben
  await play.moveTo('2016-04-22')
  const report = {
    agreementId: stage.agreementId,
    title: 'Evaluering af pilotprojekt om mikrolån, foråret 2016',
    cutoffOn: day('2016-04-15'),
    words: springWords,
    requestId: newId<'report'>(),
  }
  const reportId = await act(db, clock, actor, (tx) => makeReport(tx, { actor, ...report, at: clock.now() }))
  await act(db, clock, actor, (tx) => enterComparison(tx, { actor, reportId, comparison: otherProgramme, at: clock.now() }))
  await act(db, clock, actor, (tx) => openHearing(tx, { actor, reportId, untilOn: day('2016-04-29'), at: clock.now() }))
  for (const key of ['mette', 'lone', 'birgitte'] as const) {
    const by = stage.actors[key]
    const comment = { actor: by, reportId, words: hearingWords[key], requestId: newId(), at: clock.now() }
    await act(db, clock, by, (tx) => commentOnReport(tx, comment))
  }
  await act(db, clock, actor, (tx) => publishReport(tx, evaluationPorts, { actor, reportId, at: clock.now() }))
  await play.moveTo('2016-05-12')
  const decision = {
    kind: 'extend' as const,
    extension: { endsOn: day('2017-09-30'), places: 2, evaluationDueOn: day('2017-04-15') },
    change: null,
    requestId: newId(),
    decidedOn: day('2016-05-12'),
    caseNumber: '15/12345',
    words: 'Udvalget forlænger pilotprojektet med et år på samme vilkår.',
  }
  await act(db, clock, actor, (tx) => recordDecision(tx, { actor, reportId, ...decision, at: clock.now() }))
}

/** The parties write down what they have learned, in time for the report. */
export async function learn({ db, clock, stage }: Play): Promise<void> {
  for (const { by, learnedOn, ...lesson } of lessonsLearned) {
    const actor = stage.actors[by]
    const given = { actor, agreementId: stage.agreementId, ...lesson, learnedOn: day(learnedOn), requestId: newId(), at: clock.now() }
    await act(db, clock, actor, (tx) => recordLesson(tx, given))
  }
}
