import { connect, type Socket } from 'node:net'
import type { Scanner, Verdict } from './scanner.ts'

const chunkBytes = 64 * 1024
const patienceMs = 30_000
const longestAnswer = 4096

/**
 * ClamAV's daemon by its INSTREAM command: `tcp://host:port` (3310 when no port is given) or `unix:/path/to/clamd.sock`. A daemon that
 * is not reached, does not answer within 30 seconds or answers nonsense is `unavailable`, never clean.
 */
export function clamdScanner(url: string): Scanner {
  const place = placeOf(url)
  return { scan: (bytes) => ask(place, bytes).then(read, (error: unknown) => ({ kind: 'unavailable', why: String(error) })) }
}

type Place = { host: string; port: number } | { path: string }

function placeOf(url: string): Place {
  const { protocol, hostname, port, pathname } = new URL(url)
  if (protocol === 'unix:') return { path: decodeURIComponent(pathname) }
  if (protocol === 'tcp:' && hostname !== '') return { host: hostname.replaceAll(/[[\]]/g, ''), port: port === '' ? 3310 : Number(port) }
  throw new Error('CLAMD_URL: write tcp://host:port or unix:/path/to/clamd.sock')
}

function ask(place: Place, bytes: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(place)
    let answer = ''
    socket.setTimeout(patienceMs, () => socket.destroy(new Error('no answer in time')))
    socket.on('error', reject)
    socket.on('data', (part) => {
      answer += part.toString('latin1')
      if (answer.length > longestAnswer) socket.destroy(new Error('an answer without end'))
    })
    // The daemon may close before all was read (its own size limit): what it said before counts.
    socket.on('close', () => (answer === '' ? reject(new Error('closed without an answer')) : resolve(answer)))
    socket.on('connect', () => send(socket, bytes))
  })
}

// Each chunk is led by its length, four bytes, the highest first; a chunk of no length ends the stream.
function send(socket: Socket, bytes: Uint8Array): void {
  socket.write('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const chunk = bytes.subarray(at, at + chunkBytes)
    socket.write(lengthOf(chunk.length))
    socket.write(chunk)
  }
  socket.write(lengthOf(0))
}

function lengthOf(bytes: number): Buffer {
  const head = Buffer.alloc(4)
  head.writeUInt32BE(bytes)
  return head
}

function read(answer: string): Verdict {
  const said = answer.replaceAll('\0', '').trim()
  if (said === 'stream: OK') return { kind: 'clean' }
  const found = /^stream: (.{1,200}) FOUND$/.exec(said)?.[1]
  return found === undefined ? { kind: 'unavailable', why: said.slice(0, 200) } : { kind: 'infected', name: found }
}
