import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { lazy, Suspense, useState } from 'react';
import { useIntl } from 'react-intl';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSession } from '#web/shell/session.ts';
import { Button } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { useDayText } from '#web/ui/day-field.tsx';
import { DefinitionList } from '#web/ui/details.tsx';
import { EmptyState } from '#web/ui/states.tsx';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import { type Programme, type Site, type Team, useAgency } from './house.ts';
import { hasRole } from './rights.ts';

const SegmentsForm = lazy(() => import('./segments-form.tsx').then((module) => ({ default: module.SegmentsForm })));
const forms = () => import('./agency-forms.tsx');
const AgencyForm = lazy(() => forms().then((module) => ({ default: module.AgencyForm })));
const SiteForm = lazy(() => forms().then((module) => ({ default: module.SiteForm })));
const ProgrammeForm = lazy(() => forms().then((module) => ({ default: module.ProgrammeForm })));
const TeamForm = lazy(() => forms().then((module) => ({ default: module.TeamForm })));

type Open =
  | { readonly form: 'agency' | 'segments' }
  | { readonly form: 'site'; readonly site: Site | null }
  | { readonly form: 'programme'; readonly programme: Programme | null }
  | { readonly form: 'team'; readonly team: Team | null };

/** How the agency is arranged: sites, programmes with their service model, teams. */
export const AgencyScreen = () => {
  const words = useWords();
  const dayText = useDayText();
  const { locale } = useIntl();
  const language = locale.startsWith('es') ? 'es' : 'en';
  const administers = hasRole(useSession().staff.roles, 'administrator');
  const query = useAgency();
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const adds = (label: string, what: Open) =>
    administers && (
      <Button size="small" icon={IconPlus} onClick={() => setOpen(what)}>
        {label}
      </Button>
    );
  const edits = (what: Open) =>
    administers && (
      <Button size="small" onClick={() => setOpen(what)}>
        {words('house.edit')}
      </Button>
    );
  const closed = (day: string | null) =>
    day && <Tag tone="neutral">{words('house.closed', { day: dayText(day as never) })}</Tag>;
  return (
    <Screen title={words('house.agency.title')} lede={words('house.agency.lede')}>
      <Fetched query={query} lines={8}>
        {(agency) => {
          const modelOf = (key: string) => agency.models.findLast((model) => model.key === key);
          return (
            <Stack>
              <Card title={agency.name} actions={edits({ form: 'agency' })}>
                <DefinitionList
                  items={[
                    { term: words('house.timeZone'), value: agency.timeZone.replaceAll('_', ' ') },
                    { term: words('house.language'), value: agency.language === 'es' ? 'Español' : 'English' },
                    {
                      term: words('house.domains'),
                      value:
                        agency.ownDomains.length === 0
                          ? words('house.domains.none')
                          : agency.ownDomains.map((domain) => domain.label[language]).join(', '),
                    },
                    {
                      term: words('house.crisis-lines'),
                      value: agency.crisisLines
                        .map(({ label, number }) => `${label[language]}: ${number[language]}`)
                        .join(' · '),
                    },
                  ]}
                />
              </Card>
              <Card
                title={words('house.programmes')}
                padding="none"
                actions={adds(words('house.programme.new'), { form: 'programme', programme: null })}
              >
                {agency.programmes.length === 0 ? (
                  <EmptyState title={words('house.programmes.none')}>{words('house.programmes.none.why')}</EmptyState>
                ) : (
                  <RowList label={words('house.programmes')}>
                    {agency.programmes.map((programme) => (
                      <Row
                        key={programme.id}
                        title={programme.name}
                        detail={words('house.programme.line', {
                          site: agency.sites.find(({ id }) => id === programme.siteId)?.name ?? 'none',
                          criteria: programme.eligibility.length,
                          teams: agency.teams.filter(({ programmeId }) => programmeId === programme.id).length,
                        })}
                        status={
                          <>
                            {closed(programme.closedOn)}
                            <Tag tone="model">{modelOf(programme.modelKey)?.label[language] ?? programme.modelKey}</Tag>
                          </>
                        }
                        action={edits({ form: 'programme', programme })}
                      />
                    ))}
                  </RowList>
                )}
              </Card>
              <Card
                title={words('house.teams')}
                padding="none"
                actions={adds(words('house.team.new'), { form: 'team', team: null })}
              >
                {agency.teams.length === 0 ? (
                  <EmptyState title={words('house.teams.none')}>{words('house.teams.none.why')}</EmptyState>
                ) : (
                  <RowList label={words('house.teams')}>
                    {agency.teams.map((team) => (
                      <Row
                        key={team.id}
                        title={team.name}
                        detail={agency.programmes.find(({ id }) => id === team.programmeId)?.name}
                        status={
                          <>
                            {closed(team.closedOn)}
                            <Tag tone="info">
                              {words(team.sharesCaseload ? 'house.team.shares' : 'house.team.individual')}
                            </Tag>
                          </>
                        }
                        action={edits({ form: 'team', team })}
                      />
                    ))}
                  </RowList>
                )}
              </Card>
              <Card
                title={words('house.sites')}
                padding="none"
                actions={adds(words('house.site.new'), { form: 'site', site: null })}
              >
                {agency.sites.length === 0 ? (
                  <EmptyState title={words('house.sites.none')}>{words('house.sites.none.why')}</EmptyState>
                ) : (
                  <RowList label={words('house.sites')}>
                    {agency.sites.map((site) => (
                      <Row
                        key={site.id}
                        title={site.name}
                        detail={[site.address, site.phone].filter(Boolean).join(' · ')}
                        status={closed(site.closedOn)}
                        action={edits({ form: 'site', site })}
                      />
                    ))}
                  </RowList>
                )}
              </Card>
              <Card title={words('house.segments')} padding="none" actions={edits({ form: 'segments' })}>
                {agency.segments.length === 0 ? (
                  <EmptyState title={words('house.segments.none')}>{words('house.segments.none.why')}</EmptyState>
                ) : (
                  <RowList label={words('house.segments')}>
                    {agency.segments.map(({ code, labels, openTo }) => (
                      <Row
                        key={code}
                        title={labels[language]}
                        detail={`${words('house.segments.openTo')}: ${words(`house.segments.openTo.${openTo}`)}`}
                      />
                    ))}
                  </RowList>
                )}
              </Card>
              <Card title={words('house.models')} padding="none">
                <RowList label={words('house.models')}>
                  {agency.models.map((model) => (
                    <Row
                      key={`${model.key}-${model.version}`}
                      title={model.label[language]}
                      detail={words('house.model.line', {
                        version: model.version,
                        from: dayText(model.effectiveFrom as never),
                      })}
                      status={
                        <Tag tone="model">
                          {words(model.teamCaseload ? 'house.team.shares' : 'house.team.individual')}
                        </Tag>
                      }
                    />
                  ))}
                </RowList>
              </Card>
              <Suspense>
                {open?.form === 'agency' && <AgencyForm agency={agency} onClose={close} />}
                {open?.form === 'segments' && <SegmentsForm agency={agency} onClose={close} />}
                {open?.form === 'site' && <SiteForm site={open.site} onClose={close} />}
                {open?.form === 'programme' && (
                  <ProgrammeForm programme={open.programme} agency={agency} onClose={close} />
                )}
                {open?.form === 'team' && <TeamForm team={open.team} programmes={agency.programmes} onClose={close} />}
              </Suspense>
            </Stack>
          );
        }}
      </Fetched>
    </Screen>
  );
};
