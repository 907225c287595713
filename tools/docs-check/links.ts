import { posix } from 'node:path'
import { type Fault, type Tree, documentsOf, linesOf } from './tree.ts'

/** The anchor under which a heading is reached, as forges make it: lower case, spaces to hyphens, punctuation dropped. */
export function anchorOf(heading: string): string {
  const bare = heading.replace(/[`*_]/g, '').trim().toLowerCase()
  return bare.replace(/[^\p{L}\p{N}\- ]/gu, '').replaceAll(' ', '-')
}

function prose(tree: Tree, path: string): { text: string; line: number }[] {
  let inCode = false
  return linesOf(tree, path).filter(({ text }) => {
    const isFence = /^\s*(```|~~~)/.test(text)
    if (isFence) inCode = !inCode
    return !isFence && !inCode
  })
}

function anchorsOf(tree: Tree, path: string): Set<string> {
  return new Set(prose(tree, path).flatMap(({ text }) => (/^#+ /.test(text) ? [anchorOf(text.replace(/^#+ /, ''))] : [])))
}

function judgeLink(tree: Tree, path: string, target: string): string | null {
  if (/^[a-z]+:/i.test(target)) return null
  const [file = '', anchor] = target.split('#')
  const found = file === '' ? path : posix.normalize(posix.join(posix.dirname(path), decodeURIComponent(file)))
  if (!tree.has(found)) return `link to ${target}: nothing is there`
  if (anchor === undefined || !found.endsWith('.md')) return null
  return anchorsOf(tree, found).has(anchor) ? null : `link to ${target}: no such heading`
}

/** Every relative link and picture of every document must lead to a file, and to a heading where it names one. */
export function checkLinks(tree: Tree): Fault[] {
  return documentsOf(tree).flatMap((path) =>
    prose(tree, path).flatMap(({ text, line }) =>
      [...text.replace(/`[^`]*`/g, '').matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap((found) => {
        const why = judgeLink(tree, path, found[1] ?? '')
        return why === null ? [] : [{ path, line, why }]
      }),
    ),
  )
}
