/** An address inside this program, or its front page: never one that leads a reader away to another site. */
export function safePath(path: string | null | undefined): string {
  if (path === null || path === undefined) return '/'
  const inside = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)
  return inside ? path : '/'
}
