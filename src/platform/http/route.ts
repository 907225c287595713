import type { ActionRef } from '#kernel/permit.ts'
import type { Call } from './call.ts'

/** One address and what answers it. Without an action it cannot be made unless it is declared public, with the reason. */
export type Route = {
  method: 'get' | 'post'
  path: string
  access: ActionRef | { readonly public: string }
  handle: (call: Call) => Promise<Response> | Response
  /** The most its body may weigh, in bytes; 1 MiB when not said. */
  maxBodyBytes?: number
}

/** A page or a file to read. */
export function get(path: string, access: Route['access'], handle: Route['handle']): Route {
  return { method: 'get', path, access, handle }
}

/** An act. `maxBodyBytes` is for forms that take files. */
export function post(path: string, access: Route['access'], handle: Route['handle'], more: Pick<Route, 'maxBodyBytes'> = {}): Route {
  return { method: 'post', path, access, handle, ...more }
}
