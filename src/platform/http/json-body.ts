import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { badInput } from '../errors.ts';

/** Nothing that is asked for here has a tenth of it. */
const DEEPEST = 100;

const [QUOTE, BACKSLASH, OPEN, CLOSE] = [...'"\\[]'].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
];
/** Braces stand so far behind brackets. */
const BRACE = '{'.charCodeAt(0) - OPEN;

/**
 * A body of lists in lists in lists is small to send and costs ten times what others of its length do, to read and to
 * clear away again. So its depth is counted before it is read.
 */
export function refuseDeepBodies(app: NestFastifyApplication, bodyLimit: number): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser('application/json', { bodyLimit }, (request: FastifyRequest, body: Buffer, done) => {
    if (isDeeper(body, DEEPEST)) {
      return done(
        badInput({ request: `The body is nested more than ${DEEPEST} levels deep. Send it flatter.` }),
      );
    }
    return parse(request, body.toString(), done);
  });
}

function isDeeper(json: Buffer, most: number): boolean {
  let depth = 0;
  let inText = false;
  for (let i = 0; i < json.length; i++) {
    const sign = json[i]!;
    if (inText) {
      if (sign === BACKSLASH) i++;
      else if (sign === QUOTE) inText = false;
    } else if (sign === QUOTE) {
      inText = true;
    } else if (sign === OPEN || sign === OPEN + BRACE) {
      if (++depth > most) return true;
    } else if (sign === CLOSE || sign === CLOSE + BRACE) {
      depth--;
    }
  }
  return false;
}
