import type { Lang } from '#ui/lang.ts'
import { casePage } from './gallery/case.tsx'
import { checkAnswersPage, formPage, registerPage } from './gallery/forms.tsx'
import type { GalleryPage } from './gallery/frame.tsx'
import { evaluationPage } from './gallery/evaluation.tsx'
import { loanPage, worklistPage } from './gallery/lists.tsx'
import { citizenPage, intakePage, placesPage, signInPage, startPage } from './gallery/others.tsx'

const pages = {
  worklist: worklistPage,
  case: casePage,
  loan: loanPage,
  evaluation: evaluationPage,
  form: formPage,
  answers: checkAnswersPage,
  register: registerPage,
  intake: intakePage,
  places: placesPage,
  citizen: citizenPage,
  start: startPage,
  'sign-in': signInPage,
} satisfies Record<string, GalleryPage>

/** The gallery's pages: together they show every component. */
export type GalleryName = keyof typeof pages

/** The names of the gallery's pages. */
export const galleryNames = Object.keys(pages) as GalleryName[]

/** One page of the gallery as an HTML document. */
export function galleryHtml(name: GalleryName, lang: Lang): string {
  return pages[name](lang, (da, en) => (lang === 'da' ? da : en))
}
