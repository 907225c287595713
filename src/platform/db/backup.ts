export { restore } from './backup/restore.ts'
export { type Tally, backup } from './backup/take.ts'
