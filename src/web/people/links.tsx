// Other people in care here whom this person's life is tied to, each a link away, and records found to be one person.
import { Link } from '@tanstack/react-router';
import { lazy, Suspense, useState } from 'react';
import type { ChartView } from '#contract/client.ts';
import type { PeopleView } from '#contract/people.ts';
import { Button } from '#web/ui/button.tsx';
import { Card } from '#web/ui/card.tsx';
import { useWords } from '#web/ui/words.ts';
import { Line, Lines } from './line.tsx';

const LinkForm = lazy(() => import('./link-forms.tsx').then((module) => ({ default: module.LinkForm })));
const UnlinkForm = lazy(() => import('./link-forms.tsx').then((module) => ({ default: module.UnlinkForm })));

type ClientLink = PeopleView['links'][number];

export const Links = ({ chart, links }: { readonly chart: ChartView; readonly links: readonly ClientLink[] }) => {
  const words = useWords();
  const [doing, setDoing] = useState<'link' | ClientLink | null>(null);
  const mayLink = chart.may.includes('link-clients');
  const mayUnlink = chart.may.includes('unlink-clients');
  const close = () => setDoing(null);
  return (
    <Card
      title={words('people.links')}
      padding={links.length > 0 ? 'none' : 'normal'}
      actions={
        mayLink && (
          <Button size="small" onClick={() => setDoing('link')}>
            {words('people-page.link')}
          </Button>
        )
      }
    >
      <Suspense>
        {doing === 'link' && <LinkForm chart={chart} links={links} onClose={close} />}
        {doing !== null && doing !== 'link' && <UnlinkForm chart={chart} link={doing} onClose={close} />}
      </Suspense>
      {links.length === 0 ? (
        <p className="muted">{words('people-page.link.none')}</p>
      ) : (
        <Lines>
          {links.map((link) => (
            <Line
              key={link.id}
              title={
                <Link to="/clients/$clientId" params={{ clientId: link.other.id }}>
                  {link.other.name}
                </Link>
              }
              detail={[words(`client-link.${link.kind}`), link.relationship].filter(Boolean).join(' · ')}
              change={words('people-page.unlink')}
              onEdit={mayUnlink ? () => setDoing(link) : null}
            />
          ))}
        </Lines>
      )}
    </Card>
  );
};
