import { useEffect, useId, type ReactNode } from 'react';
import styles from './layout.module.css';

interface PageProps {
  readonly title: string;
  /** Belongs to the title itself. */
  readonly beside?: ReactNode;
  readonly subtitle?: ReactNode;
  readonly actions?: ReactNode;
  /** The page is at least as tall as the window, so that a part of it may take what is left. */
  readonly fill?: boolean;
  readonly children: ReactNode;
}

/** A screen: its heading, what can be done on it, and its panels. */
export function Page({ title, beside, subtitle, actions, fill = false, children }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Lacuna`;
  }, [title]);
  return (
    <div className={[styles.page, fill ? styles.fill : undefined].join(' ')}>
      <div className={styles.header}>
        <div className={styles.heading}>
          <div className={styles.titleLine}>
            <h1 className={styles.title}>{title}</h1>
            {beside}
          </div>
          {typeof subtitle === 'string' && <p className={styles.subtitle}>{subtitle}</p>}
          {typeof subtitle === 'object' && <div className={styles.subtitle}>{subtitle}</div>}
        </div>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {children}
    </div>
  );
}

interface PanelProps {
  readonly title: string;
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string | undefined;
  readonly children: ReactNode;
}

/** One question and its answer; the heading names it for those who jump from heading to heading. */
export function Panel({ title, note, actions, className, children }: PanelProps) {
  const id = useId();
  return (
    <section className={[styles.panel, className].join(' ')} aria-labelledby={id}>
      <div className={styles.panelHead}>
        <h2 id={id} className={styles.panelTitle}>
          {title}
        </h2>
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {note !== undefined && <p className={styles.panelNote}>{note}</p>}
      <div className={styles.panelBody}>{children}</div>
    </section>
  );
}

export function Columns({ children }: { readonly children: ReactNode }) {
  return <div className={styles.columns}>{children}</div>;
}

export function Stack({ children }: { readonly children: ReactNode }) {
  return <div className={styles.stack}>{children}</div>;
}
