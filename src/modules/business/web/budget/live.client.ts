// Runs in the browser: keeps the figures beside a budget's form up to date while somebody types. The page works without it; the
// server reckons the same figures with the same functions when the form is sent.
import { figureTexts, shownFigures } from './figure-texts.ts'
import { typedBudget, unpackState } from './live-state.ts'

class BudgetLive extends HTMLElement {
  connectedCallback(): void {
    const state = unpackState(this.dataset['state'] ?? '')
    const form = this.querySelector('form')
    if (form === null) return
    form.addEventListener('input', () => {
      const budget = typedBudget(state, new FormData(form))
      if (budget === null) return
      const texts = figureTexts(budget, state.rates, state.lang)
      for (const figure of shownFigures) {
        const place = this.querySelector(`[data-figure="${figure}"]`)
        if (place !== null && place.textContent !== texts[figure]) place.textContent = texts[figure]
      }
    })
  }
}

customElements.define('g-budget-live', BudgetLive)
