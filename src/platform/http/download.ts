/**
 * Answers with a file that somebody sent. It is saved and not shown, the browser does not guess what it is, and should it be opened
 * all the same, it is nobody's page: no scripts, no forms, no origin.
 */
export function download(bytes: Uint8Array, type: string, name: string): Response {
  const plain = name.normalize('NFKD').replaceAll(/[^\w. -]/g, '_')
  return new Response(new Blob([new Uint8Array(bytes)]), {
    headers: {
      'content-type': type,
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded(name)}`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    },
  })
}

// RFC 8187: what encodeURIComponent leaves and an extended value does not allow.
function encoded(name: string): string {
  return encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}
