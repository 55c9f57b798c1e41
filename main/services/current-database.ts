import { LacunaError } from '../errors.ts';
import { currentDatabasePath } from '../settings/known-databases.ts';

/** The database that the window works on. */
export class CurrentDatabase {
  private readonly home: string;

  constructor(home: string) {
    this.home = home;
  }

  get path(): string | null {
    return currentDatabasePath(this.home);
  }

  /** @throws {LacunaError} `database_not_found` when none is selected. */
  require(): string {
    const { path } = this;
    if (path === null) {
      throw new LacunaError('database_not_found', 'no database is open', {
        hint: 'open one, import records, or try the synthetic demo',
      });
    }
    return path;
  }
}
