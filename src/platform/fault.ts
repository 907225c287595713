/** Whether an error is the system's own of this code, such as ENOENT: no such file. */
export function isFault(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
