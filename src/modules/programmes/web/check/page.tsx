import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import type { CheckAnswer, checkEligibility, EligibilityRule } from '../../domain/eligibility.ts'
import type { Words } from '../../domain/programme.ts'
import { texts } from '../../texts/texts.ts'

type Programme = { key: string; name: Words }
type Props = {
  call: Call
  programmes: readonly Programme[]
  chosen: Programme | undefined
  rules: readonly EligibilityRule[]
  answers: ReadonlyMap<string, CheckAnswer>
  checked: ReturnType<typeof checkEligibility> | null
}

/** Whether a referral makes sense, asked without a name, a number or anything else about who it is. */
export function CheckPage(props: Props) {
  const { call, programmes, chosen, checked } = props
  const say = texts(call.lang).check
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.title} intro={call.actor?.kind === 'staff' ? say.intro : say.introOutside} />
      <Stack>
        {checked ? <Verdict {...props} checked={checked} /> : null}
        {programmes.length === 0 ? <Empty title={say.none} /> : chosen ? <Questions {...props} chosen={chosen} /> : <Choice {...props} />}
      </Stack>
    </Page>
  )
}

function Choice({ call, programmes }: Props) {
  return (
    <ul>
      {programmes.map(({ key, name }) => (
        <li>
          <a href={`/pre-check?programme=${key}`}>{name[call.lang]}</a>
        </li>
      ))}
    </ul>
  )
}

function Questions({ call, chosen, rules, answers, checked }: Props & { chosen: Programme }) {
  const { lang } = call
  const say = texts(lang).check
  const options = [
    { value: 'yes', label: say.yes },
    { value: 'no', label: say.no },
    { value: 'unknown', label: say.unknown },
  ]
  return (
    <form class="g-form" method="get" action="/pre-check" aria-label={say.title} novalidate>
      <input type="hidden" name="programme" value={chosen.key} />
      <input type="hidden" name="checked" value="yes" />
      <p class="soft">{say.rulesOf(chosen.name[lang], dayText(call.today))}</p>
      {rules.map(({ code, question, legalSource }) => (
        <Radios
          lang={lang}
          name={code}
          label={question[lang]}
          hint={legalSource}
          value={checked ? answers.get(code) : undefined}
          options={options}
          inline
        />
      ))}
      <div class="g-form-buttons">
        <Button kind="primary">{say.submit}</Button>
        {refers(call) ? (
          <ButtonLink kind="quiet" href="/referrals/new">
            {say.refer}
          </ButtonLink>
        ) : null}
      </div>
    </form>
  )
}

function Verdict({ call, checked }: Props & { checked: NonNullable<Props['checked']> }) {
  const { lang } = call
  const say = texts(lang).check
  const { verdict, outcomes } = checked
  const open = outcomes.filter(({ outcome }) => outcome !== 'met')
  return (
    <div role="status">
      <Notice kind={verdict === 'fits' ? 'info' : 'warn'}>{say.verdicts[verdict]}</Notice>
      {open.length === 0 ? null : (
        <Card title={say.toSettle} id="to-settle">
          <ul>
            {open.map(({ rule, outcome }) => (
              <li>
                <strong>{rule.question[lang]}</strong> {outcome === 'unknown' ? say.notAnswered : say.effects[rule.effect]}{' '}
                {rule.advice[lang]} <span class="soft">{rule.legalSource}</span>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </div>
  )
}

// The job centre's staff go on to a referral from here; whoever else asks has the answer they came for.
function refers({ actor }: Call): boolean {
  return actor?.kind === 'staff' && actor.roles.some((role) => role === 'caseworker' || role === 'job_centre_lead')
}
