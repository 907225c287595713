import type { Transporter } from 'nodemailer'

/** A mail to go out. `id` becomes its Message-ID, so that a mail sent twice can be told apart. */
export type OutgoingMail = { id: string; to: string; subject: string; text: string }

/** The way out for mail. `send` rejects with an error that has a `code` when the server did not take it. */
export type Mail = { send(mail: OutgoingMail): Promise<void>; close(): void }

/** Mail by SMTP: `smtp://` or `smtps://` with user and password in it as the server wants. `publicUrl` gives the sender's domain. */
export function smtpMail(smtpUrl: string, publicUrl: string): Mail {
  const domain = new URL(publicUrl).hostname
  const options = { url: smtpUrl, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  let opened: Transporter | undefined
  return {
    async send({ id, ...mail }) {
      const headers = { 'Auto-Submitted': 'auto-generated' }
      opened ??= (await import('nodemailer')).createTransport(options)
      await opened.sendMail({
        ...mail,
        from: { name: 'Grobund', address: `no-reply@${domain}` },
        messageId: `<${id}@${domain}>`,
        headers,
      })
    },
    close: () => opened?.close(),
  }
}
