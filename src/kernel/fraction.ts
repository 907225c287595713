/** An exact rational number. The denominator is always above zero; it need not be in lowest terms. */
export type Fraction = { readonly num: bigint; readonly den: bigint }

/** Builds `num/den`; throws on a denominator of zero. */
export function fraction(num: bigint, den = 1n): Fraction {
  if (den === 0n) throw new RangeError('a fraction needs a denominator other than 0')
  return den < 0n ? { num: -num, den: -den } : { num, den }
}

/** The greatest common divisor of two whole numbers; never negative. */
export function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The same number in lowest terms, so that long sums stay small. */
export function reduced(value: Fraction): Fraction {
  const divisor = gcd(value.num, value.den)
  return divisor <= 1n ? value : { num: value.num / divisor, den: value.den / divisor }
}

/** a + b, exactly and in lowest terms. */
export function plus(a: Fraction, b: Fraction): Fraction {
  return a.den === b.den ? reduced({ num: a.num + b.num, den: a.den }) : reduced({ num: a.num * b.den + b.num * a.den, den: a.den * b.den })
}

/** a × b, exactly and in lowest terms. */
export function times(a: Fraction, b: Fraction): Fraction {
  return reduced({ num: a.num * b.num, den: a.den * b.den })
}

/** Rounds to the nearest whole number; an exact half goes to the even one (0.5 → 0, 1.5 → 2, −2.5 → −2). */
export function roundHalfEven(value: Fraction): bigint {
  return divideHalfEven(value.num, value.den)
}

/** Rounds to the nearest multiple of `step` (above 0), halves to the even multiple. */
export function roundToMultiple(value: Fraction, step: bigint): bigint {
  return divideHalfEven(value.num, value.den * step) * step
}

/** num / den to the nearest whole number, halves to the even one; `den` is above 0. */
export function divideHalfEven(num: bigint, den: bigint): bigint {
  let quotient = num / den
  let rest = num % den
  if (rest < 0n) {
    quotient -= 1n
    rest += den
  }
  const twice = rest * 2n
  if (twice < den || (twice === den && quotient % 2n === 0n)) return quotient
  return quotient + 1n
}

/** Reads a plain decimal text such as `9.4822` or `-0.5`; null for anything else. */
export function parseFraction(text: string): Fraction | null {
  const found = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text)
  if (found === null) return null
  const decimals = found[3] ?? ''
  const size = BigInt(`${found[2] ?? '0'}${decimals}`)
  return reduced({ num: found[1] === '-' ? -size : size, den: 10n ** BigInt(decimals.length) })
}
