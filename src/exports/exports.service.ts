import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { FileStreams } from '../platform/database/file-streams.ts';
import { badInput, DomainError, notFound } from '../platform/errors.ts';
import { type Flag, type Flags, networkFiles } from './network-files.ts';

export interface ExportFile {
  name: string;
  /** Of the network, when the file was made: the same revision makes the same file. */
  revision: number;
  file: Readable;
}

const NETWORK = 'select id, revision from reference.networks where slug = $1';
const ENDING = '.csv';

@Injectable()
export class ExportsService {
  constructor(private readonly streams: FileStreams) {}

  async now(slug: string, fileName: string, query: Record<string, unknown>): Promise<ExportFile> {
    const name = fileName.endsWith(ENDING) ? fileName.slice(0, -ENDING.length) : '';
    const wanted = networkFiles.get(name);
    if (!wanted) throw noSuchFile();
    const flags = flagsOf(query, fileName, wanted.takes);
    const { file, context } = await this.streams.csv(async (ask) => {
      const [network] = await ask<{ id: string; revision: number }>(NETWORK, [slug]);
      if (!network) throw notFound('network');
      return { select: wanted.select(network.id, flags), context: network.revision };
    });
    return { file, revision: context, name: `${slug}-${name}-revision-${context}${ENDING}` };
  }
}

/** What a file does not take is refused rather than left aside, so that nobody takes the answer for another. */
function flagsOf(query: Record<string, unknown>, fileName: string, takes: readonly Flag[]): Flags {
  const others = `${fileName} takes ${takes.length > 0 ? `only ${takes.join(' and ')}` : 'no parameters'}.`;
  const problems = Object.entries(query).flatMap(([name, value]) => {
    if (!takes.some((flag) => flag === name)) return [[name, others] as const];
    return value === 'true' || value === 'false' ? [] : [[name, 'Give true or false.'] as const];
  });
  if (problems.length > 0) throw badInput(Object.fromEntries(problems));
  return {
    includeDemo: query['includeDemo'] === 'true',
    includeStatewide: query['includeStatewide'] === 'true',
  };
}

function noSuchFile(): DomainError {
  const names = [...networkFiles.keys()].map((name) => `${name}${ENDING}`).join(', ');
  return new DomainError('NOT_FOUND', `There is no file of this name. There are: ${names}.`);
}
