import { isIP } from 'node:net'

/**
 * The network address of whoever asks. `hops` is how many proxies of one's own stand in front: each adds, last, the address it was
 * reached from, so only that many are believed and what a sender wrote before them is not. With none the header is not read at
 * all. A header that is shorter than that or holds no address there leaves the nearest one that is believed.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | undefined, hops: number): string {
  const forwarded = (forwardedFor ?? '').split(',').map(bare)
  let address = bare(socketAddress) ?? socketAddress
  for (let hop = 1; hop <= hops; hop += 1) {
    const before = forwarded.at(-hop)
    if (before === undefined || before === null) break
    address = before
  }
  return address
}

// Some proxies write the port too: 192.0.2.1:4711, [2001:db8::1]:4711. An IPv4 client of an IPv6 socket is ::ffff:192.0.2.1.
function bare(text: string): string | null {
  const trimmed = text.trim()
  const host = /^\[([^\]]+)\](?::\d+)?$/.exec(trimmed)?.[1] ?? /^(\d+(?:\.\d+){3})(?::\d+)?$/.exec(trimmed)?.[1] ?? trimmed
  const address = host.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '')
  return isIP(address) === 0 ? null : address
}
