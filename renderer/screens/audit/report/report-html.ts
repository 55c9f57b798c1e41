import tokens from '../../../app/tokens.css?raw';
import palette from '../../../modality/palette.css?raw';
import type { ChartTable } from '../../../components/chart-table.ts';
import type { ReportSection } from './report-sections.ts';
import styles from './report.css?raw';

export interface ReportTexts {
  readonly title: string;
  /** Under the title, one line each. */
  readonly lines: readonly string[];
  /** Opens the table behind a figure. */
  readonly numbers: string;
  readonly language: string;
}

/** Pixels; fits the text block of A4 and Letter. */
const WIDTH = 660;

/** A report as one file that needs nothing else: no script, no network, no fonts of its own. */
export function reportHtml(sections: readonly ReportSection[], texts: ReportTexts): string {
  return [
    '<!doctype html>',
    `<html lang="${escaped(texts.language)}" data-mantine-color-scheme="light">`,
    '<head><meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${escaped(texts.title)}</title>`,
    `<style>${tokens}\n${palette}\n${styles}</style></head>`,
    '<body><header>',
    `<h1>${escaped(texts.title)}</h1>`,
    ...texts.lines.map((line) => `<p>${escaped(line)}</p>`),
    '</header>',
    ...sections.map((section) => sectionHtml(section, texts)),
    '</body></html>',
    '',
  ].join('\n');
}

function sectionHtml(
  { title, legend, draw, table: numbersOf }: ReportSection,
  { numbers }: ReportTexts,
): string {
  const table = numbersOf();
  const heading = `<h2>${escaped(title)}</h2>`;
  if (draw === null) return `<section>${heading}${tableHtml(table)}</section>`;
  const svg = draw(WIDTH);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', title);
  const words = legend === undefined ? '' : `<p class="legend">${escaped(legend)}</p>`;
  const behind = `<details><summary>${escaped(numbers)}</summary>${tableHtml(table)}</details>`;
  return `<section>${heading}${new XMLSerializer().serializeToString(svg)}${words}${behind}</section>`;
}

function tableHtml({ columns, rows }: ChartTable): string {
  const head = columns.map((name) => `<th scope="col">${escaped(name)}</th>`).join('');
  const body = rows.map((row) => {
    const [first = '', ...others] = row.map(escaped);
    const cells = others.map((cell) => `<td>${cell}</td>`).join('');
    return `<tr><th scope="row">${first}</th>${cells}</tr>`;
  });
  return `<table><thead><tr>${head}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}
