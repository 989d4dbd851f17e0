import type { SendMailOptions } from 'nodemailer';
import type { Sender } from './mail-settings.ts';

/** A queued mail, as a process has claimed it. */
export interface Mail {
  id: string;
  recipient: string;
  subject: string;
  body: string;
  html: string;
  /** Where its reader ends mails of its kind with one click; null for what answers something that was done. */
  unsubscribe: string | null;
  attempts: number;
}

/** Its id is the same with every attempt, so that a reader's program knows one that comes twice. */
export const messageOf = (mail: Mail, from: Sender): SendMailOptions => ({
  from: { ...from },
  to: { name: '', address: mail.recipient },
  envelope: { from: from.address, to: [mail.recipient] },
  subject: mail.subject,
  text: mail.body,
  ...(mail.html ? { html: mail.html } : {}),
  messageId: `<${mail.id}@${from.address.split('@')[1]!}>`,
  textEncoding: 'quoted-printable',
  headers: {
    'auto-submitted': 'auto-generated',
    ...(mail.unsubscribe === null ? {} : unsubscribing(mail.unsubscribe)),
  },
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** RFC 8058: the mail program asks the address itself, without a page. */
const unsubscribing = (url: string): Record<string, string> => ({
  'list-unsubscribe': `<${url}>`,
  'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
});
