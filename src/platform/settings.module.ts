import { type DynamicModule, Global, Module } from '@nestjs/common';
import pino, { type Logger } from 'pino';
import type { ReadyConfig } from './config.ts';

export const CONFIG = Symbol('config');
export const LOGGER = Symbol('logger');

/** The settings and the log, which start-up knows before Nest does. */
@Global()
@Module({})
export class SettingsModule {
  static of(config: ReadyConfig, logger: Logger): DynamicModule {
    return {
      module: SettingsModule,
      providers: [
        { provide: CONFIG, useValue: config },
        { provide: LOGGER, useValue: logger },
      ],
      exports: [CONFIG, LOGGER],
    };
  }
}

/** JSON lines on standard output. Bodies, variables and credentials are never handed to it; the paths are a second net. */
export const createLogger = (level: string): Logger =>
  pino({
    level,
    redact: [
      'req.headers.authorization',
      'req.headers.cookie',
      '*.password',
      '*.token',
      '*.refreshToken',
      '*.accessToken',
    ],
  });
