/** The package has no types of its own; this is as much of it as is used. */
declare module 'pgpass' {
  export default function pgpass(
    server: {
      readonly host: string;
      readonly port: number;
      readonly user: string;
      readonly database: string;
    },
    found: (password: string | undefined) => void,
  ): void;
}
