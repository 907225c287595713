// Runs in the browser: keeps the numbers of the sliders and the outcome beside them up to date. The page works without it; the server
// reckons the same lines with the same function when the form is sent.
import { readForm } from '#ui/form-data.ts'
import { fields, trialOf } from './fields.ts'
import { outcomeTexts, unpackGround } from './outcome.ts'

class SumLive extends HTMLElement {
  connectedCallback(): void {
    const ground = unpackGround(this.dataset['ground'] ?? '[]')
    const form = this.querySelector('form')
    if (ground === null || form === null) return
    form.addEventListener('input', () => {
      for (const slider of form.querySelectorAll<HTMLInputElement>('input[type="range"]')) {
        const number = slider.parentElement?.querySelector('output')
        if (number != null) number.textContent = slider.value
      }
      const read = readForm(fields, new FormData(form))
      if (!read.ok) return
      const texts = outcomeTexts(ground, trialOf(read.value), this.dataset['lang'] === 'en' ? 'en' : 'da')
      for (const [line, text] of Object.entries(texts)) {
        const place = this.querySelector(`[data-line="${line}"]`)
        if (place !== null && place.textContent !== text) place.textContent = text
      }
    })
  }
}

customElements.define('g-sum-live', SumLive)
