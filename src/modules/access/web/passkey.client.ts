// Runs in the browser: the ceremony of a passkey. The form asks its options address what to make or to sign, the device answers,
// and the form is sent with the answer in it. Without script, or in a browser without passkeys, the page's words say what to do instead.

type Told = { options?: unknown; problem?: string }

class Passkey extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const note = this.querySelector<HTMLElement>('[data-note]')
    if (form === null || note === null || !('PublicKeyCredential' in globalThis)) return
    this.dataset['ready'] = ''
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      void this.perform(form, note)
    })
  }

  async perform(form: HTMLFormElement, note: HTMLElement): Promise<void> {
    note.textContent = ''
    try {
      const told = await ask(this.dataset['options'] ?? '', form)
      if (told.options === undefined) {
        note.textContent = told.problem ?? note.dataset['failed'] ?? ''
        return
      }
      const credential = await answerOf(told.options)
      const field = form.elements.namedItem('credential')
      if (!(field instanceof HTMLInputElement)) return
      field.value = JSON.stringify(credential)
      form.submit()
    } catch (error) {
      note.textContent = (isNamed(error, 'InvalidStateError') ? note.dataset['known'] : note.dataset['failed']) ?? ''
    }
  }
}

// An e-mail address typed beside the form narrows the question down to that account's keys.
async function ask(address: string, form: HTMLFormElement): Promise<Told> {
  const body = new FormData(form)
  const email = document.querySelector('input[name="email"]')
  if (email instanceof HTMLInputElement) body.set('email', email.value)
  const response = await fetch(address, {
    method: 'POST',
    body: new URLSearchParams([...body].map(([name, value]) => [name, typeof value === 'string' ? value : ''])),
  })
  const told: unknown = await response.json()
  return typeof told === 'object' && told !== null ? told : {}
}

async function answerOf(options: unknown): Promise<object> {
  const asked = askedOf(options)
  const credential = 'create' in asked ? await navigator.credentials.create(asked.create) : await navigator.credentials.get(asked.get)
  if (!(credential instanceof PublicKeyCredential)) throw new Error('no credential')
  const { id, rawId, type, response } = credential
  return { id, rawId: text(rawId), type, response: responseText(response) }
}

function responseText(response: AuthenticatorResponse): object {
  const clientDataJSON = text(response.clientDataJSON)
  if (response instanceof AuthenticatorAttestationResponse)
    return { clientDataJSON, attestationObject: text(response.attestationObject), transports: response.getTransports() }
  if (!(response instanceof AuthenticatorAssertionResponse)) return { clientDataJSON }
  const { authenticatorData, signature, userHandle } = response
  const handle = userHandle === null ? null : text(userHandle)
  return { clientDataJSON, authenticatorData: text(authenticatorData), signature: text(signature), userHandle: handle }
}

// The server's options are those of WebAuthn in JSON; a new key's name what may be made, a sign-in's do not.
function askedOf(options: unknown): { create: CredentialCreationOptions } | { get: CredentialRequestOptions } {
  const read = inBytes(options)
  if (typeof read !== 'object' || read === null) throw new Error('no options')
  if ('pubKeyCredParams' in read) return { create: { publicKey: read as PublicKeyCredentialCreationOptions } }
  return { get: { publicKey: read as PublicKeyCredentialRequestOptions } }
}

/** The options with what the browser wants as bytes: the challenge, and every id but the relying party's. */
function inBytes(value: unknown, under = ''): unknown {
  if (Array.isArray(value)) return value.map((each) => inBytes(each, under))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, part]: [string, unknown]) => {
      const isBytes = typeof part === 'string' && (name === 'challenge' || (name === 'id' && under !== 'rp'))
      return [name, isBytes ? bytes(part) : inBytes(part, name)]
    }),
  )
}

function bytes(base64url: string): Uint8Array {
  const plain = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0))
}

function text(buffer: ArrayBuffer): string {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join('')
  return btoa(plain).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

function isNamed(error: unknown, name: string): boolean {
  return error instanceof DOMException && error.name === name
}

customElements.define('g-passkey', Passkey)
