/** How long the shell may be gone before it is noticed, in milliseconds. */
const lookEvery = 300

/**
 * Stops this program, as SIGTERM does, when the shell in which npm started it is gone. A SIGTERM to npm ends that shell alone: without this
 * the program and its PostgreSQL would run on, out of sight, and the next start be refused.
 */
export function stopWithShell(): void {
  const shell = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === shell) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, lookEvery)
  watch.unref()
}
