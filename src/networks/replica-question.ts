import { ALL_NETWORKS } from './networks.service.ts';

/**
 * How far a replica has come: in revisions, and in the log of the primary. The revisions tell of every change that a
 * public answer can show; the log also of migrations, which a process takes for made when it starts.
 */
export const REPLICA_QUESTION = {
  name: 'replica',
  text: `
  select coalesce(json_object_agg(id, revision), '{}') as revisions,
    not pg_is_in_recovery() or pg_last_wal_replay_lsn() >= $1::pg_lsn as "hasLog"
  from reference.networks`,
};

/** Nothing of what is known is missing. What the replica has beyond that is only newer. */
export function isReached(
  known: ReadonlyMap<string, number> | undefined,
  { revisions, hasLog }: Record<string, unknown>,
): boolean {
  const there = revisions as Record<string, number>;
  return (
    hasLog === true &&
    known !== undefined &&
    [...known].every(([id, revision]) => id === ALL_NETWORKS || (there[id] ?? 0) >= revision)
  );
}
