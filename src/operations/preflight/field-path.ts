import { isHolder } from '../../domain/is-object.ts';

/** Where the value named by a field such as `platforms[0].platformSpecificData.title` lives; null: nowhere. */
export function locate(
  root: object,
  field: string,
): { holder: Record<string, unknown>; key: string } | null {
  const parts = field.split(/[.[\]]+/).filter(Boolean);
  const key = parts.pop();
  let at: unknown = root;
  for (const part of parts) at = isHolder(at) ? at[part] : undefined;
  return key !== undefined && isHolder(at) ? { holder: at, key } : null;
}
