/** A value so deep is no data of ours. */
const DEEPEST = 12;

/**
 * The same value with each text in it changed, however deep; what stands under one of the keys in `except`, and under names of
 * ids, stays. An error becomes its message and its stack.
 */
export function mapTexts<Value>(value: Value, change: (text: string) => string, except: readonly string[] = []): Value {
  return mapValue(value, change, new Set(except), DEEPEST) as Value;
}

function mapValue(
  value: unknown,
  change: (text: string) => string,
  except: ReadonlySet<string>,
  left: number,
): unknown {
  if (typeof value === 'string') return change(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (!left) return '[too deep]';
  if (Array.isArray(value)) return value.map((one: unknown) => mapValue(one, change, except, left - 1));
  const plain = value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value;
  return Object.fromEntries(
    Object.entries(plain).map(([key, one]: [string, unknown]) => [
      key,
      except.has(key) || isId(key) ? one : mapValue(one, change, except, left - 1),
    ]),
  );
}

const isId = (key: string) => key === 'id' || /Ids?$/u.test(key);
