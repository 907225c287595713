import { savedText } from '#kernel/saved-text.ts'

/** The text of the file that was sent in `file`, as its program saved it, or what was pasted into `text` where there is none; '' for neither. */
export async function sentText(form: FormData): Promise<string> {
  const [file, pasted] = [form.get('file'), form.get('text')]
  if (file instanceof File && file.size > 0) return savedText(new Uint8Array(await file.arrayBuffer()))
  return typeof pasted === 'string' ? pasted.trim() : ''
}
