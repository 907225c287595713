/** An address inside this program, or its front page: never one that leads a reader away to another site. */
export function safePath(path: string | null | undefined): string {
  if (path === null || path === undefined) return '/'
  const inside = /^\/(?![/\\])[^\\\p{Cc}]*$/u.test(path)
  return inside ? path : '/'
}

/** The page of this program that a request came from, as the browser tells; null when it does not, or came from elsewhere. */
export function cameFrom(request: Request): string | null {
  const told = URL.parse(request.headers.get('referer') ?? '')
  return told === null || told.host !== new URL(request.url).host ? null : safePath(told.pathname + told.search)
}
