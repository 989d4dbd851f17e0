import { Inject, Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ReadyConfig } from '../config.ts';
import { Pools } from '../database/pools.ts';
import { AnswerCache } from '../graphql/answer-cache.ts';
import { MailOutbox } from '../mail/mail-outbox.ts';
import { CONFIG } from '../settings.module.ts';
import { OperationNames } from './operation-names.ts';

export type OperationKind = 'query' | 'mutation' | 'none';

const OPERATION_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];
const REQUEST_SECONDS = [0.01, 0.1, 1, 10, 60];

/**
 * The figures of this process, in a registry of its own. No label holds what a client wrote, but for the names of
 * operations that OperationNames lets through. Nothing here asks the database: figures are wanted most when it is away.
 */
@Injectable()
export class Metrics {
  /** Whether anybody can read them; else nothing is counted. */
  readonly wanted: boolean;

  private readonly registry = new Registry();
  private readonly names = new OperationNames();
  private readonly operations = new Counter({
    name: 'registry_operations_total',
    help: 'GraphQL operations by the name that the client gave, kind, and code of the first error or ok.',
    labelNames: ['operation', 'kind', 'code'],
    registers: [this.registry],
  });
  private readonly operationSeconds = new Histogram({
    name: 'registry_operation_seconds',
    help: 'From the arrival of a GraphQL operation to its answer.',
    labelNames: ['kind'],
    buckets: OPERATION_SECONDS,
    registers: [this.registry],
  });
  private readonly requests = new Counter({
    name: 'registry_http_requests_total',
    help: 'HTTP requests by route and status; no route is none.',
    labelNames: ['route', 'status'],
    registers: [this.registry],
  });
  private readonly requestSeconds = new Histogram({
    name: 'registry_http_request_seconds',
    help: 'From the arrival of an HTTP request to the last byte of its answer.',
    labelNames: ['route'],
    buckets: REQUEST_SECONDS,
    registers: [this.registry],
  });

  constructor(
    @Inject(CONFIG) { metricsPort }: ReadyConfig,
    private readonly pools: Pools,
    private readonly cache: AnswerCache,
    private readonly mails: MailOutbox,
  ) {
    this.wanted = metricsPort !== undefined;
    if (!this.wanted) return;
    collectDefaultMetrics({ register: this.registry });
    this.watchPools();
    this.watchAnswers();
    this.watchRevisions();
    this.watchMails();
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  operation(name: string | undefined, kind: OperationKind, code: string, seconds?: number): void {
    this.operations.inc({ operation: kind === 'none' ? 'none' : this.names.labelOf(name), kind, code });
    if (seconds !== undefined) this.operationSeconds.observe({ kind }, seconds);
  }

  request(route: string | undefined, status: number, seconds: number): void {
    this.requests.inc({ route: route ?? 'none', status });
    this.requestSeconds.observe({ route: route ?? 'none' }, seconds);
  }

  private watchPools(): void {
    this.gauge('registry_pool_connections', 'Connections to the database by pool and state.', (gauge) => {
      for (const { pool, busy, idle } of this.pools.figures()) {
        gauge.set({ pool, state: 'busy' }, busy);
        gauge.set({ pool, state: 'idle' }, idle);
      }
    });
    this.gauge('registry_pool_waiting', 'Those who wait for a connection, by pool.', (gauge) => {
      for (const { pool, waiting } of this.pools.figures()) gauge.set({ pool }, waiting);
    });
  }

  private watchAnswers(): void {
    const { cache } = this;
    this.counter('registry_answer_cache_total', 'Anonymous queries by outcome in the cache.', (counter) => {
      counter.inc({ outcome: 'hit' }, cache.figures.hits);
      counter.inc({ outcome: 'miss' }, cache.figures.misses);
    });
    this.gauge('registry_answer_cache_entries', 'Answers that are kept.', (gauge) =>
      gauge.set(cache.figures.entries),
    );
    this.gauge(
      'registry_answer_cache_bytes',
      'Bytes of all answers that are kept, with their questions.',
      (gauge) => gauge.set(cache.figures.bytes),
    );
  }

  private watchRevisions(): void {
    const { cache } = this;
    this.gauge(
      'registry_revision_age_seconds',
      'Since the revisions of all networks were last read; +Inf before the first time.',
      (gauge) => gauge.set((performance.now() - cache.followed.readAt) / 1_000),
    );
    this.counter(
      'registry_revision_notifications_total',
      'Changes of a revision that the database told.',
      (counter) => counter.inc(cache.followed.notifications),
    );
  }

  private watchMails(): void {
    const { figures } = this.mails;
    this.counter('registry_mails_total', 'Attempts to deliver a mail by outcome.', (counter) => {
      counter.inc({ outcome: 'sent' }, figures.sent);
      counter.inc({ outcome: 'failed' }, figures.failed);
    });
    this.gauge(
      'registry_mails_waiting',
      'Mails of all processes that are to be delivered yet; absent while the database is away.',
      (gauge) => {
        gauge.reset();
        if (figures.waiting !== undefined) gauge.set(figures.waiting);
      },
    );
  }

  /** Looked at when the figures are asked for. */
  private gauge(name: string, help: string, look: (gauge: Gauge) => void): void {
    const labelNames = ['pool', 'state'];
    new Gauge({ name, help, labelNames, registers: [this.registry], collect: collectWith(look) });
  }

  /** Counted elsewhere, and copied when the figures are asked for. */
  private counter(name: string, help: string, look: (counter: Counter) => void): void {
    const copy = (counter: Counter): void => {
      counter.reset();
      look(counter);
    };
    new Counter({
      name,
      help,
      labelNames: ['outcome'],
      registers: [this.registry],
      collect: collectWith(copy),
    });
  }
}

/** prom-client hands the metric over as `this`. */
const collectWith = <M>(look: (metric: M) => void) =>
  function (this: M): void {
    look(this);
  };
