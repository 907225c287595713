import { defineActions } from '#modules/access/index.ts'

/** Those who carry a case: the job centre and the programme's manager. */
const caseLeaders = [
  { role: 'caseworker', as: 'any' },
  { role: 'job_centre_lead', as: 'any' },
  { role: 'programme_manager', as: 'any' },
] as const

/** With them, those who work with the citizen. */
const caseTeam = [...caseLeaders, { role: 'coach', as: 'any' }, { role: 'financial_adviser', as: 'any' }] as const

/** Who reads and writes notes, and who files. Which persons and notes an organisation sees at all, row-level security holds. */
export const actions = defineActions('journal', {
  see_notes: [...caseTeam, 'self'],
  write_note: caseTeam,
  answer_access: caseLeaders,
  ask_access: ['self'],
  fetch_file: ['self'],
  file: caseTeam,
})
