import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { contentHash, root } from './inputs.ts'

/** A font file: the plain name pages may preload, the name it is served under, its content. */
export type FontFile = { name: string; file: string; content: Uint8Array }

const folder = join(root, 'node_modules/dkfds/dist/fonts/IBMPlexSans/split/woff2')

/** Three weights: 400 for text, 500 for states, 600 for what stands out. The second range holds Turkish, Polish and the like; it is fetched only where used. */
const weights = [
  { style: 'Regular', name: '400', range: '100 400' },
  { style: 'Medium', name: '500', range: '500' },
  { style: 'SemiBold', name: '600', range: '600 900' },
] as const

const subsets = [
  {
    part: 'Latin1',
    suffix: '',
    characters:
      'U+0000,U+000D,U+0020-007E,U+00A0-00FF,U+0131,U+0152-0153,U+02C6,U+02DA,U+02DC,U+2013-2014,U+2018-201A,U+201C-201E,U+2020-2022,U+2026,U+2030,U+2039-203A,U+2044,U+20AC,U+2122,U+2212,U+FB01-FB02',
  },
  {
    part: 'Latin2',
    suffix: '-ext',
    characters:
      'U+0100-0101,U+0104-0130,U+0132-0151,U+0154-017F,U+018F,U+0192,U+01A0-01A1,U+01AF-01B0,U+01FA-01FF,U+0218-021B,U+0237,U+0259,U+1E80-1E85,U+1E9E,U+20A1,U+20A4,U+20A6,U+20A8-20AA,U+20AD-20AE,U+20B1-20B2,U+20B4-20B5,U+20B8-20BA,U+20BD,U+20BF',
  },
] as const

/** The fonts as files and as the rules that name them. */
export async function loadFonts(): Promise<{ files: FontFile[]; rules: string }> {
  const files: FontFile[] = []
  let rules = ''
  for (const weight of weights) {
    for (const subset of subsets) {
      const content = await readFile(join(folder, `IBMPlexSans-${weight.style}-${subset.part}.woff2`))
      const plain = `plex-${weight.name}${subset.suffix}`
      const file = `${plain}.${contentHash(content)}.woff2`
      files.push({ name: `${plain}.woff2`, file, content })
      rules += `@font-face{font-family:"IBM Plex Sans";font-style:normal;font-weight:${weight.range};font-display:swap;src:url(${file}) format("woff2");unicode-range:${subset.characters}}`
    }
  }
  return { files, rules }
}
