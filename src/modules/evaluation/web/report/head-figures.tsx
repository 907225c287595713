import { percentText } from '#ui/format.ts'
import { Figure } from '#ui/figure.tsx'
import type { Lang } from '#ui/lang.ts'
import { Thirds } from '#ui/layout.tsx'
import { State } from '#ui/state.tsx'
import type { ShownFigure } from '../../domain/open/open-version.ts'
import type { Target } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { shareOf, shownText, stateOf } from './figure-text.ts'

/** The three figures a committee asks for first, with what they rest on and the agreement's aims. */
export function HeadFigures({ figures, targets, lang }: { figures: readonly ShownFigure[]; targets: readonly Target[]; lang: Lang }) {
  const find = (code: string) => figures.find((shown) => shown.figure.code === code)
  const [started, used, free] = [find('started'), find('place_days_used'), find('self_end12')]
  return (
    <Thirds>
      {started === undefined ? null : <HeadFigure shown={started} targets={targets} target="started" lang={lang} />}
      {used === undefined ? null : <HeadFigure shown={used} targets={targets} target="place_use" asShare lang={lang} />}
      {free === undefined ? null : <HeadFigure shown={free} targets={targets} target="self_supporting" lang={lang} />}
    </Thirds>
  )
}

function HeadFigure(props: { shown: ShownFigure; targets: readonly Target[]; target: string; asShare?: boolean; lang: Lang }) {
  const { shown, lang, asShare = false } = props
  const say = texts(lang)
  const share = shareOf(shown)
  const value = asShare && share !== null ? Math.round((share.part * 100) / share.whole) : null
  const aim = props.targets.find((target) => target.code === props.target)
  const n = shown.n === null ? '–' : String(shown.n)
  const basis = asShare && share !== null ? `n = ${share.part} / ${share.whole}` : `n = ${n}`
  const reached = value ?? (shown.value.kind === 'known' ? Number(shown.value.value) : null)
  const kind = stateOf(shown.value)
  return (
    <Figure
      title={shown.figure.name[lang]}
      figure={value === null ? (kind === null ? shownText(shown.value, shown.figure.unit, lang) : '–') : percentText(value * 100, lang)}
      basis={
        aim === undefined
          ? basis
          : `${basis} · ${say.aim(aim.unit === 'percent' ? percentText(aim.atLeast * 100, lang) : String(aim.atLeast))}`
      }
      state={
        kind !== null ? (
          <State kind={kind}>{shownText(shown.value, shown.figure.unit, lang)}</State>
        ) : aim === undefined || reached === null ? null : reached >= aim.atLeast ? (
          <State kind="done">{say.aimMet}</State>
        ) : (
          <State kind="due">{say.aimMissed}</State>
        )
      }
    />
  )
}
