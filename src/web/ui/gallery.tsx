// The whole kit in its states, for the eye and for axe. Only in development, so its samples stand here and not in `src/words`.

import IconDots from '@tabler/icons-react/icons/IconDots';
import IconHome from '@tabler/icons-react/icons/IconHome';
import IconPhone from '@tabler/icons-react/icons/IconPhone';
import IconPlus from '@tabler/icons-react/icons/IconPlus';
import { useState } from 'react';
import { type Day, day } from '#domain/basics/day.ts';
import { Banner } from './banner.tsx';
import { Button, IconButton } from './button.tsx';
import { Card, Row, RowList } from './card.tsx';
import { Checkbox, CheckChips, RadioChips, Segmented, Switch } from './choices.tsx';
import { ComboBox } from './combo-box.tsx';
import { DataTable, Pager, type Sort } from './data-table.tsx';
import { DayField, TimeField } from './day-field.tsx';
import { DefinitionList } from './details.tsx';
import { Dialog, DialogActions } from './dialog.tsx';
import { Footbridge, type Stone } from './footbridge.tsx';
import { FieldRow, Form, FormActions } from './form.tsx';
import styles from './gallery.module.css';
import { samples } from './gallery-samples.ts';
import { Menu } from './menu.tsx';
import { notify } from './notices.ts';
import { NoticesRegion } from './notices-region.tsx';
import { NumberField } from './number-field.tsx';
import { PageHeader } from './page-header.tsx';
import { Select } from './select.tsx';
import { EmptyState, ErrorState, ProgressBar, Skeleton } from './states.tsx';
import { Tabs } from './tabs.tsx';
import { Avatar, Tag } from './tag.tsx';
import { SearchField, TextArea, TextField } from './text-field.tsx';
import { Workspace } from './workspace.tsx';

const stones: readonly Stone[] = [
  { key: 'outreach', label: 'Outreach', detail: '6 Jan, 3 attempts', state: 'done' },
  { key: 'assessment', label: 'Assessment', detail: '7 needs, 11 strengths', state: 'done' },
  { key: 'plan', label: 'Plan', detail: 'v3 signed 12 May', state: 'done' },
  { key: 'linking', label: 'Linking', detail: '2 of 4 secured', state: 'under-way' },
  { key: 'monitoring', label: 'Monitoring', detail: '4.2 contacts a week', state: 'under-way' },
  { key: 'review', label: 'Review', detail: 'due 24 Nov', state: 'to-come' },
];

const people = [
  {
    id: '1',
    name: 'Dolores Aguilar',
    model: 'ACT',
    what: 'Home visit · weekly face to face',
    due: '2 days over',
    tone: 'over',
    days: 9,
  },
  {
    id: '2',
    name: 'Jerome Banks',
    model: 'ICM',
    what: 'Discharge visit · day 5 of 7 after Mercy General',
    due: 'by Tuesday',
    tone: 'due',
    days: 5,
  },
  {
    id: '3',
    name: 'Thuy Nguyen',
    model: 'Strengths',
    what: 'Plan review · 180 days on 24 Nov',
    due: 'in 2 days',
    tone: 'info',
    days: 12,
  },
] as const;

const problem = {
  document: {
    type: 'about:blank',
    title: 'The contact could not be saved',
    status: 422,
    errors: [
      { pointer: '/note', rule: 'required', message: 'Note: write at least one sentence, or choose “no note”.' },
    ],
    requestId: '01J9-7Q2F',
  },
};

export const Gallery = () => {
  const [text, setText] = useState(
    'Viewed the flat on Dover St together. He liked the light; worried about the stairs.',
  );
  const [minutes, setMinutes] = useState<number | null>(40);
  const [on, setOn] = useState<Day | null>(day('2026-11-24'));
  const [at, setAt] = useState<string | null>('14:05');
  const [kind, setKind] = useState<'home' | 'phone' | 'office'>('home');
  const [toward, setToward] = useState<('own' | 'kitchen' | 'sleep')[]>(['own']);
  const [outcome, setOutcome] = useState<'reached' | 'attempted'>('reached');
  const [isOn, setOnOff] = useState(true);
  const [search, setSearch] = useState('Wil');
  const [client, setClient] = useState<string | null>('1');
  const [tab, setTab] = useState<'a' | 'b' | 'c'>('a');
  const [sort, setSort] = useState<Sort>({ key: 'days', direction: 'descending' });
  const [isDialogOpen, setDialogOpen] = useState(false);
  const [isDrawerOpen, setDrawerOpen] = useState(false);
  return (
    <main className={styles.page}>
      <PageHeader
        title={samples.theKit}
        lede="Every part in its states."
        actions={
          <>
            <Button onClick={() => setDialogOpen(true)}>{samples.dialog}</Button>
            <Button onClick={() => setDrawerOpen(true)}>{samples.drawer}</Button>
            <Button onClick={() => notify('Contact saved', { undo: () => notify('Taken back', { tone: 'info' }) })}>
              {samples.notice}
            </Button>
          </>
        }
      />
      <Card
        title={samples.cycle2}
        aside="opened by re-assessment, 3 May"
        actions={<Button size="small">{samples.cycle1}</Button>}
      >
        <Footbridge label={samples.theSixFunctions} stones={stones} />
      </Card>
      <div className={styles.columns}>
        <Card title={samples.buttonsAndTags}>
          <div className={styles.stack}>
            <div className={styles.line}>
              <Button look="primary" icon={IconPlus} shortcut="n">
                {samples.logContact}
              </Button>
              <Button>{samples.secondary}</Button>
              <Button look="quiet">{samples.quiet}</Button>
              <Button look="danger">{samples.closeTheCycle}</Button>
              <Button isBusy>{samples.saving}</Button>
              <Button whyNot="The plan is not signed yet.">{samples.blocked}</Button>
              <IconButton icon={IconPhone} label={samples.call} />
              <Menu
                label={samples.more}
                choices={[
                  { key: 'a', label: 'Print', onChoose: () => {} },
                  {
                    key: 'b',
                    label: 'Transfer',
                    detail: 'Not while a review is open',
                    isDisabled: true,
                    onChoose: () => {},
                  },
                ]}
              />
              <Menu
                label={samples.rowActions}
                icon={IconDots}
                look="quiet"
                choices={[{ key: 'a', label: 'Open', icon: IconHome, onChoose: () => {} }]}
              />
            </div>
            <div className={styles.line}>
              <Tag tone="over">{samples.n2DaysOver}</Tag>
              <Tag tone="due">{samples.dueBySunday}</Tag>
              <Tag tone="ok">{samples.n1BetterThanExpected}</Tag>
              <Tag tone="info">{samples.part2ConsentTo12Mar}</Tag>
              <Tag tone="model">{samples.actTeamNorth}</Tag>
              <Tag icon={IconHome}>{samples.housing}</Tag>
              <Avatar name="Kwame Wilson" size="small" />
              <Avatar name="Kwame Wilson" />
              <Avatar name="Kwame Wilson" size="large" />
            </div>
            <Banner
              title={samples.yourDraftFromSunday1402}
              actions={<Button size="small">{samples.goOnWithIt}</Button>}
            />
            <Banner tone="due" title={samples.authorizationEndsIn9Days}>
              {samples.n12Of40UnitsAreLeft}
            </Banner>
            <Banner tone="over" title={samples.inHospitalSince0640}>
              {samples.mercyGeneralPsychiatricDischargePlanning1}
            </Banner>
            <Banner tone="ok" title={samples.planSignedByKwame} />
          </div>
        </Card>
        <Card title={samples.contactsAndReviews} aside={<Tag tone="over">{samples.n1Overdue}</Tag>} padding="none">
          <RowList>
            {people.map((person) => (
              <Row
                key={person.id}
                leading={<Avatar name={person.name} />}
                title={
                  <>
                    <a href={`#${person.id}`}>{person.name}</a> <span className="small muted">{person.model}</span>
                  </>
                }
                detail={person.what}
                status={<Tag tone={person.tone}>{person.due}</Tag>}
                action={<Button size="small">{samples.log}</Button>}
              />
            ))}
          </RowList>
        </Card>
        <Card title={samples.aForm}>
          <Form onSubmit={() => {}} problem={problem} label={samples.logContact}>
            <Segmented
              label={samples.outcome}
              value={outcome}
              onChange={setOutcome}
              options={[
                { value: 'reached', label: 'Reached' },
                { value: 'attempted', label: 'Attempted' },
              ]}
            />
            <RadioChips
              label={samples.kind}
              value={kind}
              onChange={setKind}
              options={[
                { value: 'home', label: 'Home visit' },
                { value: 'office', label: 'Office' },
                { value: 'phone', label: 'Phone', isDisabled: true },
              ]}
            />
            <FieldRow>
              <DayField label={samples.day} value={on} onChange={setOn} />
              <TimeField label={samples.time} value={at} onChange={setAt} />
              <NumberField
                label={samples.minutes}
                value={minutes}
                onChange={setMinutes}
                min={1}
                max={480}
                step={5}
                unit="min"
              />
            </FieldRow>
            <CheckChips
              label={samples.toward}
              value={toward}
              onChange={setToward}
              options={[
                { value: 'own', label: 'my own place' },
                { value: 'kitchen', label: 'the kitchen' },
                { value: 'sleep', label: 'sleep' },
              ]}
            />
            <TextArea label={samples.note} name="note" value={text} onChange={setText} isRequired />
            <FieldRow>
              <Select
                label={samples.place}
                value="community"
                onChange={() => {}}
                options={[
                  { value: 'community', label: 'Community' },
                  { value: 'office', label: 'Office' },
                ]}
              />
              <ComboBox
                label={samples.client}
                value={client}
                onChange={setClient}
                options={people.map((person) => ({ value: person.id, label: person.name, description: person.model }))}
              />
            </FieldRow>
            <TextField
              label={samples.disabled}
              value="Not now"
              onChange={() => {}}
              isDisabled
              description={samples.descriptionsStandUnderTheField}
            />
            <Checkbox label={samples.sheAgreedToATextMessage} isSelected={isOn} onChange={setOnOff} />
            <Switch
              label={samples.shortcutsOfASingleKey}
              description={samples.suchAsNToLogA}
              isSelected={isOn}
              onChange={setOnOff}
            />
            <FormActions>
              <Button look="primary" type="submit">
                {samples.save}
              </Button>
              <Button>{samples.saveAndSign}</Button>
            </FormActions>
          </Form>
        </Card>
        <div className={styles.stack}>
          <Card title={samples.details}>
            <DefinitionList
              items={[
                { term: 'Pronouns', value: 'he/him' },
                { term: 'Languages', value: 'English, Twi' },
                { term: 'Coverage', value: 'Medicaid HMO' },
              ]}
            />
          </Card>
          <Card title={samples.progress}>
            <div className={styles.stack}>
              <ProgressBar
                label={samples.dischargeVisit}
                value={5}
                max={7}
                tone="due"
                detail="Not seen yet · 2 days left of 7"
              />
              <ProgressBar label={samples.import} value={320} max={1000} detail="320 of 1,000 rows" />
              <SearchField label={samples.search} value={search} onChange={setSearch} />
              <Tabs
                label={samples.views}
                selected={tab}
                onSelect={setTab}
                tabs={[
                  { key: 'a', label: 'Needs', panel: 'Seven needs.' },
                  { key: 'b', label: 'Strengths', panel: 'Eleven strengths.' },
                  { key: 'c', label: 'Wishes', panel: 'Three wishes.' },
                ]}
              />
            </div>
          </Card>
          <Card title={samples.waiting}>
            <Skeleton />
          </Card>
        </div>
        <Card title={samples.empty} padding="none">
          <EmptyState title={samples.nobodyIsWaiting} action={<Button>{samples.addAProspect}</Button>}>
            {samples.everyoneReferredThisMonthHasBeen}
          </EmptyState>
        </Card>
        <Card title={samples.failed} padding="none">
          <ErrorState error={problem} onRetry={() => {}} />
        </Card>
      </div>
      <Card title={samples.caseload} padding="none">
        <DataTable
          caption={samples.caseload}
          sort={sort}
          onSort={setSort}
          items={people}
          itemKey={(person) => person.id}
          columns={[
            {
              key: 'name',
              header: 'Client',
              cell: (person) => <a href={`#${person.id}`}>{person.name}</a>,
              isSortable: true,
            },
            { key: 'model', header: 'Model', cell: (person) => <Tag tone="model">{person.model}</Tag> },
            { key: 'what', header: 'Next', cell: (person) => person.what },
            {
              key: 'days',
              header: 'Days since contact',
              cell: (person) => person.days,
              isNumber: true,
              isSortable: true,
            },
            { key: 'due', header: 'Due', cell: (person) => <Tag tone={person.tone}>{person.due}</Tag> },
          ]}
        />
        <Pager shown={3} total={23} hasNext onNext={() => {}} />
      </Card>
      <div className={styles.narrow}>
        <Workspace
          title={samples.logContact}
          status="Draft kept"
          onClose={() => {}}
          footer={<Button look="primary">{samples.save}</Button>}
        >
          <TextField label={samples.next} value="Tue 24 Nov, review" onChange={() => {}} />
        </Workspace>
      </div>
      {isDialogOpen && (
        <Dialog title={samples.closeCycle2OfKwameWilson} size="small" onClose={() => setDialogOpen(false)}>
          <p>{samples.thePlanStaysReadableANew}</p>
          <DialogActions>
            <Button look="danger" onClick={() => setDialogOpen(false)}>
              {samples.closeTheCycle}
            </Button>
            <Button onClick={() => setDialogOpen(false)}>{samples.goBack}</Button>
          </DialogActions>
        </Dialog>
      )}
      {isDrawerOpen && (
        <Dialog title={samples.referral} shape="drawer" onClose={() => setDrawerOpen(false)}>
          <DayField label={samples.answerExpectedBy} value={on} onChange={setOn} />
        </Dialog>
      )}
      <NoticesRegion />
    </main>
  );
};
