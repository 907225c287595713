import { afterEach, describe, expect, it, vi } from 'vitest'
import { bareServer } from '../../../test/support/bare-server.ts'
import { createDoor } from './door.ts'
import { get, post } from './route.ts'

afterEach(() => {
  vi.useRealTimers()
})

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

describe('the server', () => {
  const open = { public: 'a test' } as const
  const never = () => new Promise<Response>(() => undefined)
  const begun = () => new Promise((resolve) => setImmediate(resolve))
  const server = () =>
    bareServer({
      routes: [get('/page', open, (call) => Promise.resolve(call.json('here'))), get('/stuck', open, never), post('/form', open, never)],
    })

  it('answers a page while any number of forms wait for a body that does not come', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    const one = server()
    for (let form = 0; form < 500; form += 1) void one.request('/form', { method: 'POST', headers: { origin: 'http://localhost' } })
    await begun()
    expect(await (await one.request('/page')).json()).toBe('here')
  })

  it('answers a page that came behind many that hang, each of which keeps its place for its time only', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const one = server()
    for (let page = 0; page < 100; page += 1) void one.request('/stuck')
    await begun()
    const answer = one.request('/page')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await (await answer).json()).toBe('here')
  })
})
