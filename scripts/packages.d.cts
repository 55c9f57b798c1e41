export interface InstalledPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly optional?: boolean;
}
export type PackagesByFolder = Readonly<Record<string, InstalledPackage>>;

/** Whether npm's record of what it installed agrees with the lock file. */
export declare function areInstalled(locked?: PackagesByFolder, installed?: PackagesByFolder): boolean;
export declare function ensurePackages(root: string): boolean;
