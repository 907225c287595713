/** How fast a piece of work went: finished per second, and how long one took, in milliseconds. */
export type Rate = { perSecond: number; p50Ms: number; p99Ms: number }

/** Runs `work` over and over by `clients` at once for `seconds`, after a warm-up of a fifth of that. */
export async function rate(
  { clients, seconds }: { clients: number; seconds: number },
  work: (client: number) => Promise<unknown>,
): Promise<Rate> {
  await loop(clients, seconds / 5, work)
  const from = performance.now()
  const took = await loop(clients, seconds, work)
  return { perSecond: (took.length * 1000) / (performance.now() - from), p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99) }
}

/** A piece of work that is measured beside others; `within` wraps each of its turns, to set up what only it needs. */
export type Side = { work: (client: number) => Promise<unknown>; within?: (turn: () => Promise<number[]>) => Promise<number[]> }

/**
 * Runs pieces of work in turns, each for `seconds` in all after a warm-up of a fifth of that: in their order, then backwards, and so on, so
 * that none has the fuller tables, the later checkpoint or the calmer machine to itself. Their ratios can be believed.
 */
export async function inTurns(
  { clients, seconds, turns = 4 }: { clients: number; seconds: number; turns?: number },
  ...sides: readonly Side[]
): Promise<Rate[]> {
  const kept = sides.map(({ work, within = (turn) => turn() }) => ({ work, within, took: new Array<number>(), ms: 0 }))
  for (const { work, within } of kept) await within(() => loop(clients, seconds / 5, work))
  for (let turn = 0; turn < turns; turn += 1)
    for (const side of turn % 2 === 0 ? kept : kept.toReversed()) {
      const from = performance.now()
      side.took.push(...(await side.within(() => loop(clients, seconds / turns, side.work))))
      side.ms += performance.now() - from
    }
  return kept.map(({ took, ms }) => ({ perSecond: (took.length * 1000) / ms, p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99) }))
}

async function loop(clients: number, seconds: number, work: (client: number) => Promise<unknown>): Promise<number[]> {
  const until = performance.now() + seconds * 1000
  const took: number[] = []
  const one = async (client: number) => {
    while (performance.now() < until) {
      const from = performance.now()
      await work(client)
      took.push(performance.now() - from)
    }
  }
  await Promise.all(Array.from({ length: clients }, (_, client) => one(client)))
  return took
}

/** Asks at a steady pace whether or not earlier answers have come, as people do, and answers how long each took from when it was due. */
export async function paced(
  { perSecond, seconds }: { perSecond: number; seconds: number },
  work: (number: number) => Promise<unknown>,
): Promise<Rate> {
  const took: number[] = []
  const running: Promise<void>[] = []
  const from = performance.now()
  for (let number = 0; number < perSecond * seconds; number += 1) {
    const due = from + (number * 1000) / perSecond
    const wait = due - performance.now()
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    running.push(work(number).then(() => void took.push(performance.now() - due)))
  }
  await Promise.all(running)
  return { perSecond: (took.length * 1000) / (performance.now() - from), p50Ms: quantile(took, 0.5), p99Ms: quantile(took, 0.99) }
}

/** The value below which the share lies; 0 of nothing. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
