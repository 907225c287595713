import type { CaseCard } from '#kernel/case-step.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { Facts } from '#ui/facts.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'

/** Loans and budgets alone: where one lands who acts for the citizen in matters of money, and in nothing else. */
export function EconomyPage({ call, name, cards }: { call: Call; name: string; cards: readonly CaseCard[] }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.economy.title}>
      <PageHead title={say.economy.title} intro={say.economy.intro(name)} />
      <Stack>
        {cards.length === 0 ? <Empty title={say.economy.none} /> : null}
        {cards.map((card, index) => (
          <Card
            title={card.title}
            id={`economy-${String(index)}`}
            aside={card.href === undefined ? undefined : <a href={card.href}>{card.hrefLabel ?? say.economy.open}</a>}
          >
            <Facts items={card.facts.map((fact) => ({ name: fact.label, value: fact.value }))} />
          </Card>
        ))}
      </Stack>
    </Page>
  )
}
