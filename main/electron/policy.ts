import { app, type Session, type WebContents } from 'electron';
import { isOurs, ORIGIN } from './scheme.ts';

/**
 * Chromium's own traffic, which no request of the window causes, finds no host either.
 * @param except the one host that may be found, where an administrator has named one for updates.
 */
export function silenceChromium(except: string | null): void {
  const exception = except === null ? '' : `, EXCLUDE ${except}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${exception}`);
  const traffic = ['background-networking', 'component-update', 'domain-reliability'];
  for (const kind of traffic) app.commandLine.appendSwitch(`disable-${kind}`);
}

/** A session that reaches nothing but our own scheme and is permitted nothing. */
export function lockSession(session: Session): void {
  session.webRequest.onBeforeRequest((details, respond) => respond({ cancel: !mayLoad(details.url) }));
  session.setPermissionRequestHandler((_contents, _permission, respond) => respond(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, respond) => respond({}));
  // Dictionaries would come from the network.
  session.setSpellCheckerEnabled(false);
  session.on('will-download', (event, item) => {
    if (!item.getURL().startsWith(`blob:${ORIGIN}/`)) event.preventDefault();
  });
}

/** A page that stays where it is: no other address, no second window, no embedded one. */
export function lockContents(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  const stay = (event: { readonly url: string; preventDefault: () => void }): void => {
    if (!isOurs(event.url)) event.preventDefault();
  };
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
}

function mayLoad(url: string): boolean {
  const isDevTools = !app.isPackaged && url.startsWith('devtools://');
  return isOurs(url) || url.startsWith(`blob:${ORIGIN}/`) || isDevTools;
}
