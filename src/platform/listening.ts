import { createServer } from 'node:net';
import type { Config } from './config.ts';

/** Where something listens, and the settings that say so. */
export interface Place {
  readonly port: number;
  readonly host: string;
  readonly settings: { readonly port: string; readonly host: string };
}

export const publicPlace = ({ port, host }: Config): Place => ({
  ...{ port, host, settings: { port: 'PORT', host: 'HOST' } },
});

export const metricsPlace = ({ metricsPort, metricsHost }: Config): Place | undefined =>
  metricsPort === undefined
    ? undefined
    : {
        ...{ port: metricsPort, host: metricsHost },
        settings: { port: 'METRICS_PORT', host: 'METRICS_HOST' },
      };

/** Fails early, before minutes of work, when the server could not listen in the end. */
export function checkListening(place: Place): Promise<void> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) => reject(listeningProblem(error, place)));
    const { port, host } = place;
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve()));
  });
}

/** Why nothing can listen there, as a sentence; any other error as it was. */
export function listeningProblem<E>(error: E, { port, host, settings }: Place): E | Error {
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  if (syscall !== 'listen' && syscall !== 'getaddrinfo') return error;
  const sentences: Record<string, string> = {
    EADDRINUSE: `Port ${port} on ${host} is in use; stop the program that uses it, or set ${settings.port} to another number.`,
    EACCES: `This user may not listen on port ${port}; set ${settings.port} to a number above 1023.`,
    EADDRNOTAVAIL: `${host} is not an address of this machine; set ${settings.host} to one, such as 127.0.0.1.`,
    ENOTFOUND: `${host} is not a name of this machine; set ${settings.host} to an address such as 127.0.0.1.`,
  };
  const sentence = sentences[code];
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}
