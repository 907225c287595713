import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Notice } from '#ui/notice.tsx'
import type { BenefitWarning } from '../actions/benefit-warning.ts'
import { texts } from '../texts/texts.ts'

/** What a registration does to the benefit, with its source: shown before a CVR number is set. */
export function BenefitNotice({ lang, warning }: { lang: Lang; warning: BenefitWarning }) {
  const { on, rule, basis, lastDay } = warning
  const say = texts(lang).benefit
  return (
    <Notice kind="warn" title={say.title}>
      <p>
        {say.now(basis?.[lang] ?? say.unknown)} {rule.words[lang]}
      </p>
      {lastDay === null ? null : <p>{say.lastDay(dayText(on), dayText(lastDay))}</p>}
      <p class="small soft">{say.source(rule.source)}</p>
    </Notice>
  )
}
