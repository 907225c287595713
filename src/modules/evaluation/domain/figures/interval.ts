/** Low and high end of a share, in 1/100 of a per cent. */
export type Interval = { lowBp: number; highBp: number }

const scale = 10n ** 12n
const z2 = (38_416n * scale) / 10_000n // 1.96², a 95 per cent interval

/**
 * Wilson's interval for `part` of `whole` (above 0), reckoned in whole numbers so that it comes out the same everywhere. It holds for few
 * as for many; the low end is rounded down and the high end up.
 */
export function wilson(part: number, whole: number): Interval {
  const [k, n] = [BigInt(part), BigInt(whole)]
  // centre k + z²/2 and half-width z·√(k(n−k)/n + z²/4), both over n + z²
  const centre = k * scale + z2 / 2n
  const spread = squareRoot(z2 * ((k * (n - k) * scale) / n + z2 / 4n))
  const total = n * scale + z2
  const low = part === 0 ? 0n : ((centre - spread) * 10_000n) / total
  const high = part === whole ? 10_000n : ((centre + spread) * 10_000n + total - 1n) / total
  return { lowBp: Number(low < 0n ? 0n : low), highBp: Number(high > 10_000n ? 10_000n : high) }
}

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value
  let root = value
  for (let next = (root + 1n) / 2n; next < root; next = (root + value / root) / 2n) root = next
  return root
}
