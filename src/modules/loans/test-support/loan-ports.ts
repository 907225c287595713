import { ok, refuse } from '#kernel/result.ts'
import type { AcceptancePorts } from '../ports.ts'

/** Ports for pages that are asked for here: everybody has a second factor whose code is 123456, and no signing service is connected. */
export const loanPorts: AcceptancePorts = {
  secondFactor: {
    isOn: () => Promise.resolve(true),
    prove: ({ code }) => Promise.resolve(code === '123456' ? ok(true) : refuse({ kind: 'wrong_code' })),
  },
  signing: null,
  publicUrl: () => 'http://localhost',
}
