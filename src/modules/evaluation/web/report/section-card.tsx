import { Card } from '#ui/card.tsx'
import type { Lang } from '#ui/lang.ts'
import type { ShownFigure, Version } from '../../domain/open/open-version.ts'
import type { Dataset, Target } from '../../domain/report/dataset.ts'
import { type Section, fill, groupsOf, wordsIn } from '../../domain/report/sections.ts'
import { texts } from '../../texts/texts.ts'
import { namedText } from './figure-text.ts'
import { GroupCard } from './group-card.tsx'

/** A heading of the report: what people have written under it, with its figures put in, and the figures that belong there. */
export function SectionPart(props: {
  section: Section
  dataset: Dataset
  targets: readonly Target[]
  figures: readonly ShownFigure[]
  version: Version
  lang: Lang
  rowsHref: ((code: string) => string) | null
  isDraft: boolean
}) {
  const { section, dataset, figures, version, lang, rowsHref } = props
  const say = texts(lang)
  const words = wordsIn(dataset.words[section] ?? '', version)
  const groups = groupsOf[section].filter((group) => figures.some((shown) => shown.figure.group === group))
  if (words === '' && groups.length === 0 && !props.isDraft) return null
  return (
    <>
      {words === '' && !props.isDraft ? null : (
        <Card title={say.report.sections[section]} id={`section-${section}`} next={section === 'summary'}>
          {words === '' ? <p class="soft">{say.report.nothingWritten}</p> : <Prose text={fill(words, namedText(figures, lang))} />}
        </Card>
      )}
      {groups.map((group) => (
        <GroupCard
          group={group}
          figures={figures.filter((shown) => shown.figure.group === group)}
          version={version}
          lang={lang}
          rowsHref={rowsHref}
          dataset={dataset}
          targets={props.targets}
        />
      ))}
    </>
  )
}

/** Paragraphs as they were typed: an empty line begins a new one. */
export function Prose({ text }: { text: string }) {
  return (
    <>
      {text
        .split(/\n\s*\n/)
        .filter((part) => part.trim() !== '')
        .map((part) => (
          <p class="prose">{part.trim()}</p>
        ))}
    </>
  )
}
