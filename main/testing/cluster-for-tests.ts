import { afterAll, beforeAll, beforeEach } from 'vitest';
import { POSTGRES_MISSING, PostgresCluster } from './postgres-cluster.ts';

/**
 * A cluster for the tests of one file, which are skipped where there is none. Call it where tests are defined.
 * @param prepare fills it before the first of them.
 */
export function clusterForTests(
  prepare: (cluster: PostgresCluster) => Promise<void>,
  options?: { readonly secure?: boolean },
): () => PostgresCluster {
  let cluster: PostgresCluster | null = null;
  beforeAll(async () => {
    if (POSTGRES_MISSING !== null) return;
    cluster = await PostgresCluster.start(options);
    await prepare(cluster);
  });
  beforeEach((context) => context.skip(POSTGRES_MISSING !== null, POSTGRES_MISSING ?? ''));
  afterAll(() => cluster?.stop());
  return () => {
    if (cluster === null) throw new Error('the cluster is not there yet');
    return cluster;
  };
}
