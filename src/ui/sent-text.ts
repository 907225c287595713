/** The text of the file that was sent in `file`, or what was pasted into `text` where there is none; '' for neither. */
export async function sentText(form: FormData): Promise<string> {
  const [file, pasted] = [form.get('file'), form.get('text')]
  if (file instanceof File && file.size > 0) return file.text()
  return typeof pasted === 'string' ? pasted.trim() : ''
}
