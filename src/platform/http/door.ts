import { availableParallelism } from 'node:os'

/** Does a piece of work when there is a place for it, in the order of asking. */
export type Door = <Answer>(work: () => Promise<Answer>) => Promise<Answer>

/** How many work at once, and how long one keeps its place at most, in milliseconds. */
export type Places = { atOnce: number; atMostMs: number }

/** One who answers and two for each processor of the database. What takes longer than a page ever should holds nobody up. */
const usual: Places = { atOnce: 2 * availableParallelism() + 1, atMostMs: 200 }

/**
 * Lets work in a few pieces at a time. With many pages at once each is a little further before any is done, all that is half drawn fills
 * the memory, and all of them are late; few at a time finish a fifth sooner. It paces and never blocks: what is not done in time
 * goes on, but makes room for the next.
 */
export function createDoor({ atOnce, atMostMs }: Places = usual): Door {
  let inside = 0
  const waiting: (() => void)[] = []
  const leave = () => {
    const next = waiting.shift()
    if (next === undefined) inside -= 1
    else next()
  }
  const enter = async () => {
    if (inside < atOnce) inside += 1
    else await new Promise<void>((admit) => waiting.push(admit))
    return placeOf(leave, atMostMs)
  }
  return async (work) => {
    const giveUp = await enter()
    try {
      return await work()
    } finally {
      giveUp()
    }
  }
}

// A place is given up once: when the work is done, or when its time is over.
function placeOf(leave: () => void, atMostMs: number): () => void {
  let held = true
  const giveUp = () => {
    if (!held) return
    held = false
    clearTimeout(timer)
    leave()
  }
  const timer = setTimeout(giveUp, atMostMs).unref()
  return giveUp
}
