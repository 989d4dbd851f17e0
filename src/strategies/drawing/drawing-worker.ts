import { parentPort } from 'node:worker_threads';
import { drawing } from './drawing.ts';
import type { ReadableStrategy } from './readable.ts';

parentPort!.on('message', (strategy: ReadableStrategy) => parentPort!.postMessage(drawing(strategy)));
