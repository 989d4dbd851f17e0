import type { Answered, Call } from './calling.ts';
import type { Canaries } from './canaries.ts';

/** Codes with which a client is refused; anything else is an answer, or a fault. */
const REFUSALS = [
  ...['UNAUTHENTICATED', 'FORBIDDEN', 'NOT_FOUND', 'BAD_USER_INPUT', 'CONFLICT', 'QUERY_TOO_COMPLEX'],
  'IDEMPOTENCY_MISMATCH',
];

/** What was asked and answered, and what in it should not have been. */
export class Findings {
  calls = 0;
  readonly faults: string[] = [];
  private readonly codes = new Map<string, number>();

  constructor(private readonly canaries: Canaries) {}

  /** What holds for every answer, whatever was asked. */
  judge(call: Pick<Call, 'who' | 'label'>, answer: Answered): void {
    this.calls += 1;
    const code = answer.code ?? 'answered';
    this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (answer.code !== undefined && !REFUSALS.includes(answer.code))
      this.fault(call, `gave ${answer.code}: ${answer.text.slice(0, 300)}`);
    for (const leak of this.canaries.leaks(`${answer.headers}\n${answer.text}`, call.who))
      this.fault(call, `told ${leak}`);
  }

  fault({ who, label }: Pick<Call, 'who' | 'label'>, what: string): void {
    this.faults.push(`${who.name}: ${label} ${what}`);
  }

  get summary(): string {
    const codes = [...this.codes].sort(([, a], [, b]) => b - a).map(([code, n]) => `${n} ${code}`);
    return `${this.calls} calls (${codes.join(', ')}), ${this.faults.length} faults`;
  }
}
