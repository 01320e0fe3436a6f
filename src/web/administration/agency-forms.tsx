import { useState } from 'react';
import type { AgencyView } from '#contract/administration.ts';
import type { Day } from '#domain/basics/day.ts';
import { useFormSides } from '#web/shell/form-sides.tsx';
import { Button } from '#web/ui/button.tsx';
import { Checkbox, RadioChips, Switch } from '#web/ui/choices.tsx';
import { DayField, useToday } from '#web/ui/day-field.tsx';
import { FieldRow, FormSection } from '#web/ui/form.tsx';
import { Select } from '#web/ui/select.tsx';
import { TextField } from '#web/ui/text-field.tsx';
import { useWords } from '#web/ui/words.ts';
import { asTyped, EditForm, inBoth, partsOf } from './edit-form.tsx';
import type { Programme, Site, Team } from './house.ts';
import { useDayOrNothing } from './house.ts';

type Closing = { readonly onClose: () => void };

const orNull = (text: string) => (text.trim() === '' ? null : text.trim());

const siteFields = (site: Site | null) => ({
  name: site?.name ?? '',
  address: site?.address ?? '',
  phone: site?.phone ?? '',
  closedOn: (site?.closedOn ?? null) as Day | null,
});
type SiteFields = ReturnType<typeof siteFields>;
const sitePart = partsOf<SiteFields>();

export const SiteForm = ({ site, onClose }: { readonly site: Site | null } & Closing) => {
  const words = useWords();
  const dayText = useDayOrNothing();
  const [fields, setFields] = useState(() => siteFields(site));
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const { name, address, phone, closedOn } = fields;
  const whenBehind = useFormSides<SiteFields>({
    version: site?.version,
    base: siteFields(site),
    mine: fields,
    theirs: siteFields,
    parts: [
      sitePart('name', words('house.name'), asTyped),
      sitePart('address', words('house.address'), asTyped),
      sitePart('phone', words('house.phone'), asTyped),
      sitePart('closedOn', words('house.closedOn'), dayText),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={site?.name ?? words('house.site.new')}
      path="/api/agency/sites"
      whenBehind={whenBehind}
      saved={words('house.saved', { name })}
      onClose={onClose}
      body={() => ({
        ...(site && { siteId: site.id }),
        name,
        address: orNull(address),
        phone: orNull(phone),
        closedOn,
      })}
    >
      <TextField
        label={words('house.name')}
        name="name"
        value={name}
        onChange={(text) => change({ name: text })}
        isRequired
      />
      <TextField
        label={words('house.address')}
        name="address"
        value={address}
        onChange={(text) => change({ address: text })}
      />
      <TextField
        label={words('house.phone')}
        name="phone"
        type="tel"
        value={phone}
        onChange={(text) => change({ phone: text })}
      />
      {site && (
        <DayField
          label={words('house.closedOn')}
          name="closedOn"
          value={closedOn}
          onChange={(day) => change({ closedOn: day })}
        />
      )}
    </EditForm>
  );
};

type Criterion = Programme['eligibility'][number];

/** A code from what the criterion says, kept once it has one. */
const codeFor = (criterion: Criterion, index: number) =>
  criterion.code ||
  `${
    criterion.label.en
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+|-$/g, '')
      .slice(0, 40) || 'criterion'
  }-${index + 1}`;

const programmeFields = (programme: Programme | null, today: string) => ({
  name: programme?.name ?? '',
  modelKey: programme?.modelKey ?? '',
  siteId: programme?.siteId ?? '',
  openedOn: (programme?.openedOn ?? today) as Day | null,
  closedOn: (programme?.closedOn ?? null) as Day | null,
  isPart2: programme?.isPart2 ?? false,
  criteria: (programme?.eligibility ?? []) as Criterion[],
});
type ProgrammeFields = ReturnType<typeof programmeFields>;
const programmePart = partsOf<ProgrammeFields>();

export const ProgrammeForm = ({
  programme,
  agency,
  onClose,
}: {
  readonly programme: Programme | null;
  readonly agency: AgencyView;
} & Closing) => {
  const words = useWords();
  const today = useToday();
  const dayText = useDayOrNothing();
  const [fields, setFields] = useState(() => programmeFields(programme, today));
  const set = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const { name, modelKey, siteId, openedOn, closedOn, isPart2, criteria } = fields;
  const setCriteria = (changed: Criterion[]) => set({ criteria: changed });
  const change = (index: number, criterion: Criterion) => setCriteria(criteria.with(index, criterion));
  const models = [...new Map(agency.models.map((model) => [model.key, model])).values()];
  const language = document.documentElement.lang.startsWith('es') ? 'es' : 'en';
  const whenBehind = useFormSides<ProgrammeFields>({
    version: programme?.version,
    base: programmeFields(programme, today),
    mine: fields,
    theirs: (current: Programme) => programmeFields(current, today),
    parts: [
      programmePart('name', words('house.name'), asTyped),
      programmePart(
        'modelKey',
        words('house.model'),
        (key) => models.find((model) => model.key === key)?.label[language] ?? key,
      ),
      programmePart('siteId', words('house.site'), (id) => agency.sites.find((site) => site.id === id)?.name ?? ''),
      programmePart('isPart2', words('house.part2'), (is) => words(is ? 'house.part2.yes' : 'house.part2.no')),
      programmePart('openedOn', words('house.openedOn'), dayText),
      programmePart('closedOn', words('house.closedOn'), dayText),
      programmePart('criteria', words('house.criteria'), (all) =>
        all
          .map(({ label, required }) =>
            required ? `${label[language]} (${words('house.criterion.required')})` : label[language],
          )
          .join('\n'),
      ),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={programme?.name ?? words('house.programme.new')}
      path="/api/agency/programmes"
      whenBehind={whenBehind}
      saved={words('house.saved', { name })}
      onClose={onClose}
      body={() => ({
        ...(programme && { programmeId: programme.id }),
        name,
        modelKey,
        siteId: siteId === '' ? null : siteId,
        isPart2,
        openedOn,
        closedOn,
        eligibility: criteria.map((criterion, index) => ({ ...criterion, code: codeFor(criterion, index) })),
      })}
    >
      <TextField
        label={words('house.name')}
        name="name"
        value={name}
        onChange={(text) => set({ name: text })}
        isRequired
      />
      <FieldRow>
        <Select
          label={words('house.model')}
          description={words('house.model.about')}
          name="modelKey"
          value={modelKey}
          onChange={(key) => set({ modelKey: key })}
          options={models.map((model) => ({ value: model.key, label: model.label[language] }))}
          isRequired
        />
        <Select
          label={words('house.site')}
          name="siteId"
          value={siteId}
          onChange={(id) => set({ siteId: id })}
          placeholder={words('house.site.none')}
          options={agency.sites.map((site) => ({ value: site.id, label: site.name }))}
        />
      </FieldRow>
      <FieldRow>
        <DayField
          label={words('house.openedOn')}
          name="openedOn"
          value={openedOn}
          onChange={(day) => set({ openedOn: day })}
          isRequired
        />
        {programme && (
          <DayField
            label={words('house.closedOn')}
            name="closedOn"
            value={closedOn}
            onChange={(day) => set({ closedOn: day })}
          />
        )}
      </FieldRow>
      <Checkbox
        label={words('house.part2')}
        description={words('house.part2.about')}
        name="isPart2"
        isSelected={isPart2}
        onChange={(is) => set({ isPart2: is })}
      />
      <FormSection title={words('house.criteria')} description={words('house.criteria.about')}>
        {criteria.map((criterion, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: criteria have no other identity until they are saved
          <div key={index}>
            <FieldRow>
              <TextField
                label={words('house.criterion.en', { number: index + 1 })}
                name={`eligibility/${index}/label/en`}
                value={criterion.label.en}
                onChange={(en) => change(index, { ...criterion, label: { ...criterion.label, en } })}
              />
              <TextField
                label={words('house.criterion.es', { number: index + 1 })}
                name={`eligibility/${index}/label/es`}
                lang="es"
                value={criterion.label.es}
                onChange={(es) => change(index, { ...criterion, label: { ...criterion.label, es } })}
              />
            </FieldRow>
            <Switch
              label={words('house.criterion.required')}
              isSelected={criterion.required}
              onChange={(required) => change(index, { ...criterion, required })}
            />
            <Button look="quiet" size="small" onClick={() => setCriteria(criteria.toSpliced(index, 1))}>
              {words('house.criterion.remove', { number: index + 1 })}
            </Button>
          </div>
        ))}
        <Button
          size="small"
          onClick={() => setCriteria([...criteria, { code: '', label: { en: '', es: '' }, required: true }])}
        >
          {words('house.criterion.add')}
        </Button>
      </FormSection>
    </EditForm>
  );
};

const teamFields = (team: Team | null, today: string) => ({
  name: team?.name ?? '',
  programmeId: team?.programmeId ?? '',
  openedOn: (team?.openedOn ?? today) as Day | null,
  closedOn: (team?.closedOn ?? null) as Day | null,
});
type TeamFields = ReturnType<typeof teamFields>;
const teamPart = partsOf<TeamFields>();

export const TeamForm = ({
  team,
  programmes,
  onClose,
}: {
  readonly team: Team | null;
  readonly programmes: readonly Programme[];
} & Closing) => {
  const words = useWords();
  const today = useToday();
  const dayText = useDayOrNothing();
  const [fields, setFields] = useState(() => teamFields(team, today));
  const change = (part: Partial<typeof fields>) => setFields({ ...fields, ...part });
  const { name, programmeId, openedOn, closedOn } = fields;
  const whenBehind = useFormSides<TeamFields>({
    version: team?.version,
    base: teamFields(team, today),
    mine: fields,
    theirs: (current: Team) => teamFields(current, today),
    parts: [
      teamPart('name', words('house.name'), asTyped),
      teamPart('programmeId', words('house.programme'), (id) => programmes.find((each) => each.id === id)?.name ?? ''),
      teamPart('openedOn', words('house.openedOn'), dayText),
      teamPart('closedOn', words('house.closedOn'), dayText),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={team?.name ?? words('house.team.new')}
      path="/api/agency/teams"
      whenBehind={whenBehind}
      saved={words('house.saved', { name })}
      onClose={onClose}
      body={() => ({ ...(team && { teamId: team.id }), name, programmeId, openedOn, closedOn })}
    >
      <TextField
        label={words('house.name')}
        name="name"
        value={name}
        onChange={(text) => change({ name: text })}
        isRequired
      />
      <Select
        label={words('house.programme')}
        name="programmeId"
        value={programmeId}
        onChange={(id) => change({ programmeId: id })}
        options={programmes.map((programme) => ({ value: programme.id, label: programme.name }))}
        isRequired
      />
      <FieldRow>
        <DayField
          label={words('house.openedOn')}
          name="openedOn"
          value={openedOn}
          onChange={(day) => change({ openedOn: day })}
          isRequired
        />
        {team && (
          <DayField
            label={words('house.closedOn')}
            name="closedOn"
            value={closedOn}
            onChange={(day) => change({ closedOn: day })}
          />
        )}
      </FieldRow>
    </EditForm>
  );
};

const languageNames = { en: 'English', es: 'Español' } as const;

/** What the person's sheet has room for. */
const mostCrisisLines = 6;

const agencyFields = ({ name, timeZone, language, ownDomains, crisisLines }: AgencyView) => ({
  ...{ name, timeZone, language: language === 'es' ? ('es' as const) : ('en' as const) },
  ...{ domains: ownDomains, lines: crisisLines },
});
type AgencyFields = ReturnType<typeof agencyFields>;
const agencyPart = partsOf<AgencyFields>();

export const AgencyForm = ({ agency, onClose }: { readonly agency: AgencyView } & Closing) => {
  const words = useWords();
  const [fields, setFields] = useState(() => agencyFields(agency));
  const { name, timeZone, language, domains, lines } = fields;
  const change = (part: Partial<AgencyFields>) => setFields({ ...fields, ...part });
  const setDomains = (domains: AgencyFields['domains']) => change({ domains });
  const setLines = (lines: AgencyFields['lines']) => change({ lines });
  const zones = Intl.supportedValuesOf('timeZone');
  const whenBehind = useFormSides<AgencyFields>({
    version: agency.version,
    base: agencyFields(agency),
    mine: fields,
    theirs: agencyFields,
    parts: [
      agencyPart('name', words('house.name'), asTyped),
      agencyPart('timeZone', words('house.timeZone'), asTyped),
      agencyPart('language', words('house.language'), (code) => languageNames[code]),
      agencyPart('domains', words('house.domains'), (list) => list.map(({ label }) => inBoth(label)).join(', ')),
      agencyPart('lines', words('house.crisis-lines'), (list) =>
        list.map(({ label, number }) => `${inBoth(label)} ${inBoth(number)}`).join(', '),
      ),
    ],
    onSettle: setFields,
  });
  return (
    <EditForm
      title={words('house.agency.edit')}
      path="/api/agency"
      method="PUT"
      whenBehind={whenBehind}
      saved={words('house.saved', { name })}
      onClose={onClose}
      body={() => ({
        name,
        timeZone,
        language,
        ownDomains: domains.map((domain, index) => ({
          ...domain,
          key: domain.key || codeFor({ code: '', label: domain.label, required: false }, index),
        })),
        crisisLines: lines,
      })}
    >
      <TextField
        label={words('house.name')}
        name="name"
        value={name}
        onChange={(text) => change({ name: text })}
        isRequired
      />
      <Select
        label={words('house.timeZone')}
        description={words('house.timeZone.about')}
        name="timeZone"
        value={timeZone}
        onChange={(zone) => change({ timeZone: zone })}
        options={(zones.includes(timeZone) ? zones : [timeZone, ...zones]).map((zone) => ({
          value: zone,
          label: zone.replaceAll('_', ' '),
        }))}
      />
      <RadioChips
        label={words('house.language')}
        name="language"
        value={language}
        onChange={(code) => change({ language: code })}
        options={(['en', 'es'] as const).map((value) => ({ value, label: languageNames[value] }))}
      />
      <FormSection title={words('house.domains')} description={words('house.domains.about')}>
        {domains.map((domain, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: domains have no other identity until they are saved
          <div key={index}>
            <FieldRow>
              <TextField
                label={words('house.criterion.en', { number: index + 1 })}
                name={`ownDomains/${index}/label/en`}
                value={domain.label.en}
                onChange={(en) => setDomains(domains.with(index, { ...domain, label: { ...domain.label, en } }))}
              />
              <TextField
                label={words('house.criterion.es', { number: index + 1 })}
                name={`ownDomains/${index}/label/es`}
                lang="es"
                value={domain.label.es}
                onChange={(es) => setDomains(domains.with(index, { ...domain, label: { ...domain.label, es } }))}
              />
            </FieldRow>
          </div>
        ))}
        <Button size="small" onClick={() => setDomains([...domains, { key: '', label: { en: '', es: '' } }])}>
          {words('house.domains.add')}
        </Button>
      </FormSection>
      <FormSection title={words('house.crisis-lines')} description={words('house.crisis-lines.about')}>
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines have no identity but their place
          <div key={index}>
            {(['en', 'es'] as const).map((language) => (
              <FieldRow key={language}>
                {(['label', 'number'] as const).map((part) => (
                  <TextField
                    key={part}
                    label={words(`house.crisis-lines.${part}.${language}`, { number: index + 1 })}
                    name={`crisisLines/${index}/${part}/${language}`}
                    lang={language}
                    value={line[part][language]}
                    onChange={(text) =>
                      setLines(lines.with(index, { ...line, [part]: { ...line[part], [language]: text } }))
                    }
                    isRequired
                  />
                ))}
              </FieldRow>
            ))}
            <Button size="small" look="quiet" onClick={() => setLines(lines.toSpliced(index, 1))}>
              {words('house.crisis-lines.remove', { number: index + 1 })}
            </Button>
          </div>
        ))}
        <Button
          size="small"
          whyNot={lines.length < mostCrisisLines ? null : words('house.crisis-lines.enough')}
          onClick={() => setLines([...lines, { label: { en: '', es: '' }, number: { en: '', es: '' } }])}
        >
          {words('house.crisis-lines.add')}
        </Button>
      </FormSection>
    </EditForm>
  );
};
