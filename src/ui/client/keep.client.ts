// Runs in the browser: what is typed into a form stays in the device's local storage until the server has answered. A page that
// is sent without a connection stays where it is and is sent when there is one; its request id makes it count once.

const prefix = 'grobund-keep:'
/** Kept words are personal: they go after half a day whatever happens. */
const keptForMs = 12 * 60 * 60 * 1000
const askAgainMs = 5000

type Kept = { at: number; request: string; fields: [string, string][] }

function read(key: string): Kept | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return isKept(found) && Date.now() - found.at < keptForMs ? found : null
  } catch {
    return null
  }
}

function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' && value !== null && 'at' in value && 'request' in value && 'fields' in value && Array.isArray(value.fields)
  )
}

function sweep(gone: (kept: Kept) => boolean): void {
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    const kept = read(key)
    if (kept === null || gone(kept)) localStorage.removeItem(key)
  }
}

class Keep extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form')
    const note = this.querySelector<HTMLElement>('[data-offline]')
    if (form === null || note === null) return
    const key = prefix + (this.dataset['name'] ?? '')
    sweep(() => false)
    const kept = read(key)
    if (kept !== null && putBack(form, kept)) note.textContent = note.dataset['restored'] ?? ''
    form.addEventListener('input', () => keep(key, form))
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      keep(key, form)
      void sendWhenOnline(form, note)
    })
  }
}

function keep(key: string, form: HTMLFormElement): void {
  const fields = [...new FormData(form)].flatMap(([name, value]): [string, string][] => (typeof value === 'string' ? [[name, value]] : []))
  const request = fields.find(([name]) => name === 'request_id')?.[1] ?? ''
  try {
    localStorage.setItem(key, JSON.stringify({ at: Date.now(), request, fields }))
  } catch {
    // A device without room keeps nothing; the form itself still holds what was typed.
  }
}

/** Puts kept values back, the version and the request they were typed at too: another's saving since then is told by the server. */
function putBack(form: HTMLFormElement, { fields }: Kept): boolean {
  let changed = false
  for (const [name, value] of fields) {
    const control = form.elements.namedItem(name)
    if (
      control instanceof RadioNodeList ||
      control instanceof HTMLInputElement ||
      control instanceof HTMLTextAreaElement ||
      control instanceof HTMLSelectElement
    ) {
      if (control.value !== value && name !== 'request_id' && name !== 'version') changed = true
      control.value = value
    }
  }
  return changed
}

async function sendWhenOnline(form: HTMLFormElement, note: HTMLElement): Promise<void> {
  for (;;) {
    if (await isReachable()) break
    note.textContent = note.dataset['offline'] ?? ''
    await new Promise((resolve) => {
      setTimeout(resolve, askAgainMs)
      globalThis.addEventListener('online', resolve, { once: true })
    })
  }
  form.submit()
}

async function isReachable(): Promise<boolean> {
  try {
    return (await fetch('/healthz', { cache: 'no-store' })).ok
  } catch {
    return false
  }
}

class Answered extends HTMLElement {
  connectedCallback(): void {
    sweep(({ request }) => request === this.dataset['request'])
  }
}

// In this order: what the server has answered is deleted before a form looks for what was kept.
customElements.define('g-keep-answered', Answered)
customElements.define('g-keep', Keep)
