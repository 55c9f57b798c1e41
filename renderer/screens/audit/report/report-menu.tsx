import { Button, Menu } from '@mantine/core';
import { IconDownload, IconFileTypeCsv, IconFileTypeHtml, IconPrinter } from '@tabler/icons-react';
import type { Audit } from '../../../../main/api/services.ts';
import { fileName } from '../../../app/file-name.ts';
import { printPage } from '../../../app/printing.ts';
import { saveFile } from '../../../app/save-file.ts';
import { forPrograms, locale } from '../../../format/locale.ts';
import { formatCount } from '../../../format/numbers.ts';
import { formatDay } from '../../../format/time.ts';
import { useText } from '../../../text/index.ts';
import { reportCsv } from './report-csv.ts';
import { reportHtml } from './report-html.ts';
import { reportSections } from './report-sections.ts';

interface Props {
  readonly audit: Audit;
  /** Name of the model. */
  readonly name: string;
}

/** Takes an audit along: as a page that needs nothing else, as numbers, or on paper. */
export function ReportMenu({ audit, name }: Props) {
  const text = useText();
  const { report } = text.audit;
  const title = report.title(name);
  const saveHtml = (): void => {
    const lines = [
      report.use,
      report.privacy(formatCount(audit.subgroups?.smallestCell ?? 1)),
      report.made(formatDay(new Date().toISOString())),
    ];
    const html = reportHtml(reportSections(audit, text), {
      title,
      lines,
      numbers: report.numbers,
      language: locale(),
    });
    saveFile(fileName(title, 'html'), 'text/html', html);
  };
  const saveCsv = (): void =>
    saveFile(
      fileName(title, 'csv'),
      'text/csv',
      forPrograms(() => reportCsv(reportSections(audit, text), report)),
    );
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} />}>
          {report.menu}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconFileTypeHtml size={16} />} onClick={saveHtml}>
          {report.html}
        </Menu.Item>
        <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => printPage(title)}>
          {report.pdf}
        </Menu.Item>
        <Menu.Item leftSection={<IconFileTypeCsv size={16} />} onClick={saveCsv}>
          {report.csv}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
