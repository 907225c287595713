import { posix } from 'node:path'
import { mayUse, partMayUse, rooms, testRooms, tops } from './may-use.ts'
import type { Import, Source } from './source.ts'

/** One breach of the direction, with the line it stands on. */
export type Breach = { readonly path: string; readonly line: number; readonly why: string }

/** Where a file stands: its part of the program, its module, and its room in the module. */
type Place = { readonly part: string; readonly module: string | null; readonly room: string | null; readonly isTest: boolean }

function placeOf(path: string): Place {
  const [first = '', second, third] = path.split('/')
  const isModule = first === 'modules' || first === 'integrations'
  const isTest = /\.test\.tsx?$/.test(path) || (isModule && testRooms.includes(third ?? ''))
  if (!path.includes('/') || tops.includes(first)) return { part: 'top', module: null, room: second ?? null, isTest }
  const room = third ?? null
  return { part: first, module: isModule ? (second ?? null) : null, room: first === 'modules' ? room : null, isTest }
}

/** The file an import names, relative to the source folder; null for a package, `..` in front for one outside. */
function targetOf(path: string, from: string): string | null {
  if (from.startsWith('#')) return from.slice(1)
  return from.startsWith('.') ? posix.normalize(posix.join(posix.dirname(path), from)) : null
}

function judgePackage({ part, room, isTest }: Place, from: string): string | null {
  if (isTest) return null
  if (part === 'kernel') return `kernel imports nothing, not even ${from}`
  // A parser without input or output: a programme's document is checked where its rules stand.
  if (room === 'domain' && from === 'zod') return null
  return room === 'domain' ? `domain/ imports #kernel only, not ${from}` : null
}

function judgeModuleDoor(here: Place, there: Place, to: string, { typesOnly }: Import): string | null {
  if (there.part === 'modules' && there.room !== 'index.ts') return `${to} is inside ${there.module}: only its index.ts is a door`
  if (here.part === 'integrations' && !typesOnly) return `an integration imports types only from a module, not ${to}`
  if (here.part !== 'modules') return null
  const allowed = mayUse[here.module ?? '']
  if (allowed === undefined) return `module ${here.module} is not listed and may use nothing`
  return allowed.includes(there.module ?? '') ? null : `${here.module} may not use ${there.module}`
}

/** Within a module: downward only. Texts are free both ways, except that the domain knows no words. Tests may look into any room. */
function judgeRooms(here: Place, there: Place): string | null {
  if (here.isTest) return null
  if (there.isTest) return `${there.room} is for tests only`
  if (there.room === 'texts') return here.room === 'domain' ? 'domain/ imports #kernel only, not texts/' : null
  if (here.room === 'texts') return null
  const [from, to] = [rooms[here.room ?? ''], rooms[there.room ?? '']]
  if (from === undefined || to === undefined || here.room === there.room || from > to) return null
  if (here.room === 'actions' && there.room === 'actions.ts') return null
  return `${here.room} may not use ${there.room}: a module reads downward only`
}

function judgeParts(here: Place, there: Place, to: string): string | null {
  if (here.room === 'domain' && !here.isTest && there.part !== 'kernel') return `domain/ imports #kernel only, not ${to}`
  const allowed = partMayUse[here.part]
  if (allowed === undefined) return `folder ${here.part} is not listed and may use nothing`
  return allowed.includes(there.part) ? null : `${here.part} may not use ${there.part}`
}

function judgeOutside({ part, isTest }: Place, to: string): string | null {
  return isTest && (part === 'top' || to.startsWith('../test/support/')) ? null : `${to} lies outside the source folder`
}

function judgeImport(path: string, each: Import): string | null {
  const here = placeOf(path)
  if (each.from === null) return 'the path of an import is computed and cannot be judged'
  const to = targetOf(path, each.from)
  if (to === null) return judgePackage(here, each.from)
  if (to.startsWith('../')) return judgeOutside(here, to)
  const there = placeOf(to)
  if (here.part === there.part && here.module === there.module) return judgeRooms(here, there)
  if (here.part === 'top') return there.part === 'modules' ? judgeModuleDoor(here, there, to, each) : null
  if (there.part === 'top') return `${to} puts the program together: nothing below may use it`
  if (here.part === 'integrations' && there.part === 'integrations') return `an integration may not use another, ${there.module}`
  const isBehindDoor = there.part === 'modules' && (here.part === 'modules' || here.part === 'integrations')
  return isBehindDoor && (here.room !== 'domain' || here.isTest) ? judgeModuleDoor(here, there, to, each) : judgeParts(here, there, to)
}

function judgePlace({ path }: Source): string | null {
  const { part, module, room, isTest } = placeOf(path)
  if (part !== 'top' && partMayUse[part] === undefined) return `folder ${part} is not listed in tools/architecture/may-use.ts`
  if (part === 'modules' && mayUse[module ?? ''] === undefined) return `module ${module} is not listed in tools/architecture/may-use.ts`
  if (part === 'modules' && !isTest && room !== 'texts' && rooms[room ?? ''] === undefined) return `${room} is no room of a module`
  if (path.endsWith('.tsx') && part !== 'ui' && room !== 'web') return '.tsx belongs in web/ and in src/ui only'
  return null
}

function maySpeakSql(path: string): boolean {
  const { room, isTest } = placeOf(path)
  return isTest || room === 'store' || path.startsWith('platform/db/')
}

/** All breaches of one file, in the order of its lines. */
export function judge(source: Source): Breach[] {
  const { path } = source
  const misplaced = judgePlace(source)
  const imports = source.imports.map((each) => ({ path, line: each.line, why: judgeImport(path, each) }))
  const queries = maySpeakSql(path)
    ? []
    : source.sqlLines.map((line) => ({ path, line, why: 'SQL belongs in store/ and platform/db only' }))
  const found = [{ path, line: 1, why: misplaced }, ...imports, ...queries]
  return found.flatMap(({ line, why }) => (why === null ? [] : [{ path, line, why }])).toSorted((a, b) => a.line - b.line)
}
