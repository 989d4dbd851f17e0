import { createServer } from 'node:net';
import type { Config } from './config.ts';

/** Fails early, before minutes of work, when the server could not listen in the end. */
export function checkListening({ port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Why the server cannot listen, as a sentence; any other error as it was. */
export function listeningProblem(error: unknown, { port, host }: Config): unknown {
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use; stop the program that uses it, or set PORT to another number.`,
    EACCES: `This user may not listen on port ${port}; set PORT to a number above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; set HOST to one, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is not a name of this machine; set HOST to an address such as 127.0.0.1.`,
  };
  const sentence = sentences[code];
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}
