import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { FileStreams } from '../platform/database/file-streams.ts';
import { badInput, notFound } from '../platform/errors.ts';
import { coalitionsFile } from './coalitions.csv.ts';

export interface ExportFile {
  name: string;
  /** Of the network, when the file was made: the same revision makes the same file. */
  revision: number;
  file: Readable;
}

const NETWORK = 'select id, revision from reference.networks where slug = $1';

@Injectable()
export class ExportsService {
  constructor(private readonly streams: FileStreams) {}

  async coalitions(slug: string, includeDemo: string | undefined): Promise<ExportFile> {
    if (includeDemo !== undefined && includeDemo !== 'true' && includeDemo !== 'false') {
      throw badInput({ includeDemo: 'Give true or false.' });
    }
    const { file, context } = await this.streams.csv(async (query) => {
      const [network] = await query<{ id: string; revision: number }>(NETWORK, [slug]);
      if (!network) throw notFound('network');
      return { select: coalitionsFile(network.id, includeDemo === 'true'), context: network.revision };
    });
    return { file, revision: context, name: `${slug}-coalitions-revision-${context}.csv` };
  }
}
