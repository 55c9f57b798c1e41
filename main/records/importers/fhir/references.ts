/** What a reference points to. */
export interface Target {
  /** Type of the resource; `null` where the reference does not say. */
  readonly type: string | null;
  readonly id: string;
}

/** The resources of a bundle by the address that each has in it. */
export type BundleIndex = ReadonlyMap<string, Target>;

const RELATIVE = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;
const URN = /^urn:(?:uuid|oid):(.+)$/;

/**
 * Resolves a reference: by its address in the bundle, else by type and id (`Patient/1`, also at the end of an absolute
 * address), else by what a URN names. `null`: it is a contained resource (`#a`), or a search, or no reference at all.
 */
export function resolveReference(reference: string | undefined, bundle: BundleIndex | null): Target | null {
  if (reference === undefined) return null;
  const inBundle = bundle?.get(reference);
  if (inBundle !== undefined) return inBundle;
  const [, type = null, id] = RELATIVE.exec(reference) ?? [];
  if (id !== undefined) return { type, id };
  const [, name] = URN.exec(reference) ?? [];
  return name === undefined ? null : { type: null, id: name };
}

/** The id of what is referred to, where that is, or may be, a resource of the type. */
export function idOf(type: string, reference: string | undefined, bundle: BundleIndex | null): string | null {
  const target = resolveReference(reference, bundle);
  return target === null || (target.type !== null && target.type !== type) ? null : target.id;
}

/** The id of a resource: its own, or else what its address in the bundle names. */
export function ownId(id: string | undefined, fullUrl: string | undefined): string | null {
  return id ?? resolveReference(fullUrl, null)?.id ?? null;
}
