// The paper somebody signed, beside what was recorded of it: whether the two agree is seen with one look. It is fetched when it is
// asked for, for each look at it stands in the audit, and forgotten with the dialog.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { ConsentScanView, ConsentView } from '#contract/consent.ts';
import { read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Dialog } from '#web/ui/dialog.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './scan-dialog.module.css';

type Page = ConsentScanView['pages'][number];

const ScannedPage = ({ page, alt }: { readonly page: Page; readonly alt: string }) => {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const bytes = Uint8Array.from(atob(page.base64), (letter) => letter.charCodeAt(0));
    const made = URL.createObjectURL(new Blob([bytes], { type: page.mediaType }));
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [page]);
  return address && <img src={address} alt={alt} className={styles.page} />;
};

export const ScanDialog = ({
  consent,
  children,
  onClose,
}: {
  readonly consent: ConsentView;
  /** What was recorded. */
  readonly children: ReactNode;
  readonly onClose: () => void;
}) => {
  const words = useWords();
  const query = useQuery({ ...read<ConsentScanView>(`/api/consents/${consent.id}/scan`), gcTime: 0 });
  return (
    <Dialog title={words('consents.scan.title')} size="large" onClose={onClose}>
      <div className={styles.both}>
        <section className={styles.recorded}>
          <h3>{words('consents.scan.recorded')}</h3>
          {children}
        </section>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: pages longer than the dialog are read on with the arrow keys */}
        <section className={styles.paper} aria-label={words('consents.scan.title')} tabIndex={0}>
          <Fetched query={query} lines={12}>
            {({ pages, count }) => (
              <>
                {pages.map((page, index) => (
                  <ScannedPage
                    // biome-ignore lint/suspicious/noArrayIndexKey: the pages of a paper keep their order
                    key={index}
                    page={page}
                    alt={words('consents.scan.alt', { number: index + 1 })}
                  />
                ))}
                {count > pages.length && (
                  <p className="muted">{words('consents.scan.more', { shown: pages.length, count })}</p>
                )}
              </>
            )}
          </Fetched>
        </section>
      </div>
    </Dialog>
  );
};
