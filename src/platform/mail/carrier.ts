import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import type { ReadyConfig } from '../config.ts';
import { type Mail, messageOf } from './message.ts';
import { SmtpCarrier } from './smtp-carrier.ts';

/** Takes mails out of the house. */
export interface Carrier {
  /** How many it takes at once. */
  readonly lanes: number;
  carry(mail: Mail): Promise<void>;
  close(): void;
}

export const carrierFor = (config: ReadyConfig): Carrier =>
  config.smtp ? new SmtpCarrier(config.smtp, config.mailFrom) : new FolderCarrier(config);

/** Mails become .eml files in DATA_DIR/outbox, readable by the owner alone: they hold tokens. */
class FolderCarrier implements Carrier {
  readonly lanes = 1;
  private readonly directory: string;
  private readonly composer = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });

  constructor(private readonly config: ReadyConfig) {
    this.directory = join(config.dataDir, 'outbox');
  }

  /** Written whole under another name first: whoever watches the folder never sees half a mail. */
  async carry(mail: Mail): Promise<void> {
    const { message } = await this.composer.sendMail(messageOf(mail, this.config.mailFrom));
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    const file = join(this.directory, `${mail.id}.eml`);
    await writeFile(`${file}.part`, message as Buffer, { mode: 0o600 });
    await rename(`${file}.part`, file);
  }

  close(): void {
    this.composer.close();
  }
}
