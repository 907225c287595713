import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'

/** The white that a camera needs around the code, in its squares (ISO/IEC 18004). */
const margin = 4

/** A text as a QR code to be read by a phone's camera, black on white whatever the page's colours; `label` says what it is for. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = generate(text)
  const size = code.size + 2 * margin
  return (
    <svg class="g-qr" viewBox={`${-margin} ${-margin} ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect class="g-qr-ground" x={-margin} y={-margin} width={size} height={size}></rect>
      <path class="g-qr-ink" d={toSvgPath(code)}></path>
    </svg>
  )
}
