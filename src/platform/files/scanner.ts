import { clamdScanner } from './clamd.ts'

/** What a scanner says of a file. `unavailable`: it could not be asked, so nothing is known. */
export type Verdict = { kind: 'clean' } | { kind: 'infected'; name: string } | { kind: 'unavailable'; why: string }

/** The way to a scanner for viruses. */
export type Scanner = { scan: (bytes: Uint8Array) => Promise<Verdict> }

/** The scanner behind `CLAMD_URL`; null without the setting: files are then kept unscanned, and each says so. */
export function scannerFrom(url: string | undefined): Scanner | null {
  return url === undefined ? null : clamdScanner(url)
}
