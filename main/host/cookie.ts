/** Cookies are shared by all ports of a host, so the name tells them apart. */
function cookieName(port: number): string {
  return `lacuna-${port}`;
}

/** A cookie that no script reads, that other sites cannot make the browser send, and that ends with the browser. */
export function sessionCookie(port: number, secret: string): string {
  return `${cookieName(port)}=${secret}; Path=/; HttpOnly; SameSite=Strict`;
}

/** The session's secret in a `Cookie` header, empty when there is none or more than one. */
export function sessionSecret(port: number, header: string | undefined): string {
  const prefix = `${cookieName(port)}=`;
  const values = (header ?? '')
    .split(';')
    .map((part) => part.trim())
    .filter((part) => part.startsWith(prefix));
  return values.length === 1 ? (values[0] ?? '').slice(prefix.length) : '';
}
