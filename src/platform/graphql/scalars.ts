import { type CustomScalar, Scalar } from '@nestjs/graphql';
import { GraphQLError, Kind, type ValueNode } from 'graphql';

const CALENDAR_DATE = /^\d{4}-\d{2}-\d{2}$/;

function validDate(value: unknown): string {
  const wrong = (): GraphQLError =>
    new GraphQLError('A Date is written YYYY-MM-DD and exists in the calendar.');
  if (typeof value !== 'string' || !CALENDAR_DATE.test(value)) throw wrong();
  const day = new Date(`${value}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== value || value < '1000')
    throw wrong();
  return value;
}

/** Kept as text throughout: a calendar date has no time zone to be moved by. */
@Scalar('Date')
export class DateScalar implements CustomScalar<string, string> {
  description = 'A calendar date in ISO 8601, such as 2026-11-22.';
  serialize = (value: unknown): string => String(value);
  parseValue = validDate;
  parseLiteral = (node: ValueNode): string => validDate(node.kind === Kind.STRING ? node.value : null);
}
