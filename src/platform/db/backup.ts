export { inspect } from './backup/inspect.ts'
export { restore } from './backup/restore.ts'
export { type Tally, backup } from './backup/take.ts'
