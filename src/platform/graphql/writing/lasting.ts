const lasting = new WeakSet<object>();

/**
 * Says of an object that it stays as it is for as long as it is there, and reads the same to everybody: what answers tell
 * of it is then written once. For what a process keeps and shares between answers, such as counties and words.
 */
export function last<T extends object>(object: T): T {
  lasting.add(object);
  return object;
}

export const lasts = (object: unknown): boolean => lasting.has(object as object);
