import { describe, expect, it } from 'vitest'
import { createDoor } from './door.ts'

/** Work that ends when it is told to, and who of it has begun. */
function works() {
  const begun: string[] = []
  const ends = new Map<string, () => void>()
  const work = (name: string) => () =>
    new Promise<string>((resolve) => {
      begun.push(name)
      ends.set(name, () => resolve(name))
    })
  return { begun, work, end: (name: string) => ends.get(name)?.() }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5))
const long = 60_000

describe('the door', () => {
  it('lets in as many as there are places, and the next in the order of asking', async () => {
    const [door, { begun, work, end }] = [createDoor({ atOnce: 2, atMostMs: long }), works()]
    const answers = ['a', 'b', 'c', 'd'].map((name) => door(work(name)))
    await settled()
    expect(begun).toEqual(['a', 'b'])
    end('b')
    await settled()
    expect(begun).toEqual(['a', 'b', 'c'])
    for (const name of ['a', 'c']) end(name)
    await settled()
    end('d')
    expect(await Promise.all(answers)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('gives the place of work that fails to the next, and hands the fault to who asked', async () => {
    const door = createDoor({ atOnce: 1, atMostMs: long })
    const failing = door(() => Promise.reject(new Error('broken')))
    const next = door(async () => 'next')
    await expect(failing).rejects.toThrow('broken')
    expect(await next).toBe('next')
  })

  it('lets the next in when one takes too long, which still gets its answer and gives up no second place', async () => {
    const [door, { begun, work, end }] = [createDoor({ atOnce: 1, atMostMs: 20 }), works()]
    const slow = door(work('slow'))
    const next = door(work('next'))
    await expect.poll(() => begun).toEqual(['slow', 'next'])
    const [third, fourth] = [door(work('third')), door(work('fourth'))]
    end('slow')
    expect(await slow).toBe('slow')
    end('next')
    expect(await next).toBe('next')
    await expect.poll(() => begun).toContain('third')
    expect(begun).not.toContain('fourth')
    end('third')
    await third
    await expect.poll(() => begun).toContain('fourth')
    end('fourth')
    expect(await fourth).toBe('fourth')
  })
})
