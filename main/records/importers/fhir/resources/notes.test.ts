import { describe, expect, it } from 'vitest';
import { base64, coded } from '../../../../testing/fhir-resources.ts';
import type { Outcome } from '../resource-reader.ts';
import { DIAGNOSTIC_REPORT } from './diagnostic-report.ts';
import { DOCUMENT_REFERENCE } from './document-reference.ts';

const PLACE = { fileId: 1, line: 1, bundle: null };
const LOINC = 'http://loinc.org';
const PLAIN = { contentType: 'text/plain', data: base64('A note.') };

function document(attachments: readonly object[], more: object = {}): Outcome {
  return DOCUMENT_REFERENCE.read(
    {
      resourceType: 'DocumentReference',
      status: 'current',
      subject: { reference: 'Patient/p' },
      date: '2020-01-01T10:00:00Z',
      content: attachments.map((attachment) => ({ attachment })),
      ...more,
    },
    PLACE,
  );
}

function report(more: object): Outcome {
  return DIAGNOSTIC_REPORT.read(
    {
      resourceType: 'DiagnosticReport',
      status: 'final',
      code: { text: 'CT of the head' },
      subject: { reference: 'Patient/p' },
      effectiveDateTime: '2020-01-01',
      issued: '2020-01-01T10:00:00Z',
      ...more,
    },
    PLACE,
  );
}

describe('attachments', () => {
  it.each([
    [[PLAIN], 'A note.'],
    [[{ contentType: 'text/html', data: base64('<p>Html</p>') }, PLAIN], 'A note.'],
    [
      [
        { contentType: 'application/pdf', data: base64('x') },
        { contentType: 'TEXT/HTML; charset=utf-8', data: base64('<b>Html</b>') },
      ],
      'Html',
    ],
    [
      [
        {
          contentType: 'application/xhtml+xml',
          data: base64('<div xmlns="http://www.w3.org/1999/xhtml">X</div>'),
        },
      ],
      'X',
    ],
    [
      [
        {
          contentType: 'text/plain; charset=ISO-8859-1',
          data: Buffer.from([0xe9, 0x0c, 0x21]).toString('base64'),
        },
      ],
      'é !',
    ],
    // Base64 in lines, as mail has it.
    [[{ contentType: 'text/plain', data: 'QSBu\nb3RlLg==' }], 'A note.'],
  ])('reads %j', (attachments, text) => {
    expect(document(attachments)).toMatchObject({ rows: [{ text }] });
  });

  it.each([
    [[{ contentType: 'text/plain', url: 'https://elsewhere.example/1' }], 'external_note'],
    [[{ contentType: 'application/pdf', data: base64('x') }], 'other_note_form'],
    [[{ contentType: 'text/plain' }], 'no_text'],
    [[{ contentType: 'text/plain', data: base64(' \n ') }], 'no_text'],
    [[], 'no_text'],
  ])('has no text of %j: %s', (attachments, leftOut) => {
    expect(document(attachments)).toEqual({ leftOut });
  });

  it.each([
    { contentType: 'text/plain', data: '%%%' },
    { contentType: 'text/plain', data: Buffer.from([0xff, 0xfe]).toString('base64') },
    { contentType: 'text/plain; charset=klingon', data: base64('x') },
  ])('rejects %j', (attachment) => {
    expect(document([attachment])).toEqual({
      fault: { code: 'bad_element', path: 'content[0].attachment.data' },
    });
  });
});

describe('documents', () => {
  it.each([
    [coded(LOINC, '18842-5'), 'discharge'],
    [{ text: 'Hospital Discharge Summary' }, 'discharge'],
    [coded(LOINC, '18748-4'), 'radiology'],
    [coded(LOINC, '34117-2', 'History and physical note'), 'other'],
    [undefined, 'other'],
  ])('of type %j are %s', (type, kind) => {
    expect(document([PLAIN], { type })).toMatchObject({ rows: [{ kind }] });
  });

  it('were written when their text was, and are known when they were filed', () => {
    const minute = (hour: number) => Date.UTC(2020, 0, 1, hour) / 60_000;
    expect(document([{ ...PLAIN, creation: '2020-01-01T08:00:00Z' }])).toMatchObject({
      rows: [{ charted: { minute: minute(8) }, stored: { minute: minute(10) } }],
    });
    const context = { period: { start: '2020-01-01T01:00:00Z', end: '2020-01-01T05:00:00Z' } };
    expect(document([PLAIN], { date: undefined, context })).toMatchObject({
      rows: [{ charted: { minute: minute(5) }, stored: null }],
    });
    expect(document([PLAIN], { date: undefined })).toEqual({
      fault: { code: 'missing_value', path: 'date' },
    });
  });

  it.each([{ status: 'entered-in-error' }, { docStatus: 'entered-in-error' }])(
    'are left out with %j',
    (state) => {
      expect(document([PLAIN], state)).toEqual({ leftOut: 'left_out_status' });
    },
  );
});

it('keeps a document that another has superseded: it was what was known until then', () => {
  expect(document([PLAIN], { status: 'superseded' })).toMatchObject({ rows: [{ text: 'A note.' }] });
});

describe('reports', () => {
  it('are read whole, or else by their conclusion', () => {
    expect(report({ presentedForm: [PLAIN], conclusion: 'No bleeding.' })).toMatchObject({
      rows: [{ text: 'A note.' }],
    });
    expect(report({ conclusion: 'No bleeding.' })).toMatchObject({ rows: [{ text: 'No bleeding.' }] });
    expect(
      report({ presentedForm: [{ url: 'https://x.example' }], conclusion: 'No bleeding.' }),
    ).toMatchObject({
      rows: [{ text: 'No bleeding.' }],
    });
    expect(report({})).toEqual({ leftOut: 'no_text' });
  });

  it('of imaging are radiology', () => {
    const category = [coded('http://terminology.hl7.org/CodeSystem/v2-0074', 'CT')];
    expect(report({ conclusion: 'x', category })).toMatchObject({ rows: [{ kind: 'radiology' }] });
    expect(report({ conclusion: 'x' })).toMatchObject({ rows: [{ kind: 'other' }] });
  });
});
