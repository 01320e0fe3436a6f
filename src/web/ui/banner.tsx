import type { TablerIcon } from '@tabler/icons-react';
import IconAlertTriangle from '@tabler/icons-react/icons/IconAlertTriangle';
import IconCircleCheck from '@tabler/icons-react/icons/IconCircleCheck';
import IconInfoCircle from '@tabler/icons-react/icons/IconInfoCircle';
import type { ReactNode } from 'react';
import styles from './banner.module.css';
import { classNames } from './class-names.ts';

export type BannerTone = 'info' | 'due' | 'over' | 'ok';

const icons: Record<BannerTone, TablerIcon> = {
  info: IconInfoCircle,
  due: IconAlertTriangle,
  over: IconAlertTriangle,
  ok: IconCircleCheck,
};

export type BannerProps = {
  readonly tone?: BannerTone;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
};

/** Stays until the matter is settled. What passes by itself is a notice. */
export const Banner = ({ tone = 'info', title, children, actions }: BannerProps) => {
  const Icon = icons[tone];
  return (
    <div className={classNames(styles.banner, styles[tone])} role={tone === 'over' ? 'alert' : 'status'}>
      <Icon aria-hidden className={styles.icon} />
      <div className={styles.text}>
        <p className={styles.title}>{title}</p>
        {children && <div className={styles.detail}>{children}</div>}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </div>
  );
};
