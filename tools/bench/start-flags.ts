import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/** The settings of Node that `npm start` gives the program, such as those of its memory. */
export function startFlags(root: string): string[] {
  const { scripts } = z
    .object({ scripts: z.object({ start: z.string() }) })
    .parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')))
  return scripts.start.match(/ --[\w=-]+/g)?.map((flag) => flag.trim()) ?? []
}
