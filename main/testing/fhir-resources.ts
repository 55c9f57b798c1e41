/** A resource as it is written; a test may write what no resource is. */
export type WrittenResource = Readonly<Record<string, unknown>> & { readonly resourceType: string };

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';

export const coded = (system: string, code: string, display?: string) => ({
  coding: [{ system, code, ...(display === undefined ? {} : { display }) }],
});
export const actClass = (code: string) => ({ system: ACT_CODE, code });
export const refersTo = (reference: string) => ({ reference });
export const base64 = (text: string) => Buffer.from(text).toString('base64');

/** Resources as Bulk Data has them: the lines of NDJSON, by type. */
export function byType(resources: readonly WrittenResource[]): ReadonlyMap<string, readonly string[]> {
  const types = Map.groupBy(resources, ({ resourceType }) => resourceType);
  return new Map([...types].map(([type, of]) => [type, of.map((one) => JSON.stringify(one))]));
}

/** A bundle as Synthea writes it, in which resources refer to each other by address. */
export function bundleOf(resources: readonly WrittenResource[]): WrittenResource {
  return {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: resources.map((resource) => ({
      fullUrl: `urn:uuid:${String(resource['id'])}`,
      resource,
      request: { method: 'POST', url: resource.resourceType },
    })),
  };
}
