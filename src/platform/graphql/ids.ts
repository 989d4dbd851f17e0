/** What a global id names. The network travels with it, so that the row is found where its network's data is. */
export interface GlobalId {
  type: string;
  networkId: string;
  id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: string): boolean => UUID.test(text);

/** Opaque to clients: base64url of type:network:uuid. */
export const globalId = (type: string, networkId: string, id: string): string =>
  Buffer.from(`${type}:${networkId}:${id}`).toString('base64url');

/** Null for what is no id of ours: to the caller the same as an id that names nothing. */
export function parseGlobalId(given: string): GlobalId | null {
  const [type, networkId, id, ...rest] = Buffer.from(given, 'base64url').toString().split(':');
  if (!type || !networkId || !id || rest.length > 0) return null;
  if (!UUID.test(networkId) || !UUID.test(id) || globalId(type, networkId, id) !== given) return null;
  return { type, networkId, id };
}

export function parseIdOf(type: string, given: string): GlobalId | null {
  const parsed = parseGlobalId(given);
  return parsed?.type === type ? parsed : null;
}
