import { request, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestApp } from './app.ts';

export interface RawAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  /** The text as JSON; undefined where it is none. */
  json: any;
}

export interface RawRequest {
  method?: string;
  path?: string;
  headers?: Record<string, string>;
  body?: string;
}

/** The address at which the server listens; from then on every helper uses it. */
export async function listen(app: TestApp): Promise<string> {
  await app.nest.listen(0, '127.0.0.1');
  return `http://127.0.0.1:${portOf(app)}`;
}

const portOf = (app: TestApp): number => (app.nest.getHttpServer().address() as AddressInfo).port;

/** Sends exactly what it is given: clients with better manners add a content type, or correct a Host. */
export function send(
  app: TestApp,
  { method = 'POST', path = '/graphql', headers = {}, body }: RawRequest,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port: portOf(app), method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString();
        resolve({ status: answer.statusCode!, headers: answer.headers, text, json: parsed(text) });
      });
      answer.on('error', reject);
    });
    call.on('error', reject);
    call.end(body);
  });
}

export const sendJson = (
  app: TestApp,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<RawAnswer> =>
  send(app, { headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(body) });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
