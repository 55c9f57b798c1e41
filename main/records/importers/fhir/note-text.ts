import { TextDecoder } from 'node:util';
import { htmlText } from './html-text.ts';
import type { AttachmentElements } from './elements.ts';
import type { Remark } from './remarks.ts';
import type { ElementFault } from './resource-reader.ts';

/** The text of a note, or why there is none. */
export type NoteText =
  { readonly text: string } | { readonly leftOut: Remark } | { readonly fault: ElementFault };

/** An attachment and the path that leads to it. */
export interface PlacedAttachment {
  readonly attachment: AttachmentElements;
  readonly path: string;
}

const HTML: ReadonlySet<string> = new Set([
  'text/html',
  'application/xhtml+xml',
  'text/xhtml',
  'application/html',
]);
const PLAIN = 'text/plain';
const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const CHARSET = /charset\s*=\s*"?([\w.:-]+)/i;
/** Of control characters a text keeps tabs and the ends of lines. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]+/g;

/**
 * The text of a note. Its attachments are the same note in several forms, of which plain text is read first, then HTML.
 * An address is never asked for what lies there.
 */
export function noteText(attachments: readonly PlacedAttachment[]): NoteText {
  const inline = attachments.filter(({ attachment: { data } }) => data !== undefined);
  const readable =
    inline.find(({ attachment }) => typeOf(attachment) === PLAIN) ??
    inline.find(({ attachment }) => HTML.has(typeOf(attachment)));
  if (readable !== undefined) return decoded(readable);
  if (inline.length > 0) return { leftOut: 'other_note_form' };
  return {
    leftOut: attachments.some(({ attachment: { url } }) => url !== undefined) ? 'external_note' : 'no_text',
  };
}

function typeOf({ contentType = '' }: AttachmentElements): string {
  return (contentType.split(';')[0] ?? '').trim().toLowerCase();
}

function decoded({ attachment, path }: PlacedAttachment): NoteText {
  const { data = '', contentType = '' } = attachment;
  const bad: NoteText = { fault: { code: 'bad_element', path: `${path}.data` } };
  if (!BASE64.test(data)) return bad;
  const [, charset = 'utf-8'] = CHARSET.exec(contentType) ?? [];
  try {
    const whole = new TextDecoder(charset, { fatal: true }).decode(Buffer.from(data, 'base64'));
    const said = HTML.has(typeOf(attachment)) ? htmlText(whole) : whole;
    const text = said.replaceAll(CONTROL, ' ').trim();
    return text === '' ? { leftOut: 'no_text' } : { text };
  } catch {
    // Bytes that are no text of the named encoding, or an encoding that nobody knows.
    return bad;
  }
}
