import type { CohortSpec, SavedName } from '../../main/api/common.ts';
import type { CohortCounts, SavedCohort } from '../../main/api/services.ts';

/** Saved cohorts of an invented host, kept as long as its page is open. */
export class StubCohorts {
  #saved: SavedCohort[] = [];

  list(): SavedCohort[] {
    return this.#saved;
  }

  save(name: string, spec: CohortSpec, counts: CohortCounts): SavedCohort {
    const version = this.#saved.filter((saved) => saved.name === name).length + 1;
    const saved = { name, version, spec, counts, createdAt: '2026-11-27T10:00:00.000Z', uses: [] };
    this.#saved = [saved, ...this.#saved];
    return saved;
  }

  delete({ name, version }: SavedName): { deleted: SavedName[] } {
    this.#saved = this.#saved.filter((saved) => saved.name !== name || saved.version !== version);
    return { deleted: [{ name, version }] };
  }
}
