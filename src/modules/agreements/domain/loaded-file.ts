import { type Result, ok, refuse } from '#kernel/result.ts'
import { type PilotFile, readPilotFile } from './pilot-file.ts'

/** A place in a file and what is wrong there; the path is empty for the file as a whole. */
export type FileFault = { path: string; message: string }

/** A pilot file that was read: its agreement, and its programme as it stands there. */
export type LoadedFile = { pilot: PilotFile; programme: unknown }

/**
 * Reads a pilot file's text. `programmeFaults` judges the programme's part, which is another module's to know. Every fault is
 * named with its path, and a file with one is not read at all.
 */
export function readFileText(text: string, programmeFaults: (programme: unknown) => FileFault[]): Result<LoadedFile, FileFault[]> {
  const source = asObject(text)
  if (source === null) return refuse([{ path: '', message: 'is not a JSON object' }])
  const { programme, ...rest } = source
  const pilot = readPilotFile(rest)
  const faults = programmeFaults(programme).map(({ path, message }) => ({ path: ['programme', path].filter(Boolean).join('.'), message }))
  if (!pilot.ok || faults.length > 0) return refuse([...(pilot.ok ? [] : pilot.refusal), ...faults])
  return ok({ pilot: pilot.value, programme })
}

function asObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null
  } catch {
    return null
  }
}
