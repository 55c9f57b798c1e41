import packageJson from '../../package.json' with { type: 'json' };

/** Version of Lacuna. */
export const version: string = packageJson.version;
