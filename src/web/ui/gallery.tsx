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
        title="The kit"
        lede="Every part in its states."
        actions={
          <>
            <Button onClick={() => setDialogOpen(true)}>Dialog</Button>
            <Button onClick={() => setDrawerOpen(true)}>Drawer</Button>
            <Button onClick={() => notify('Contact saved', { undo: () => notify('Taken back', { tone: 'info' }) })}>
              Notice
            </Button>
          </>
        }
      />
      <Card title="Cycle 2" aside="opened by re-assessment, 3 May" actions={<Button size="small">Cycle 1</Button>}>
        <Footbridge label="The six functions" stones={stones} />
      </Card>
      <div className={styles.columns}>
        <Card title="Buttons and tags">
          <div className={styles.stack}>
            <div className={styles.line}>
              <Button look="primary" icon={IconPlus} shortcut="n">
                Log contact
              </Button>
              <Button>Secondary</Button>
              <Button look="quiet">Quiet</Button>
              <Button look="danger">Close the cycle</Button>
              <Button isBusy>Saving</Button>
              <Button whyNot="The plan is not signed yet.">Blocked</Button>
              <IconButton icon={IconPhone} label="Call" />
              <Menu
                label="More"
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
                label="Row actions"
                icon={IconDots}
                look="quiet"
                choices={[{ key: 'a', label: 'Open', icon: IconHome, onChoose: () => {} }]}
              />
            </div>
            <div className={styles.line}>
              <Tag tone="over">2 days over</Tag>
              <Tag tone="due">due by Sunday</Tag>
              <Tag tone="ok">+1 better than expected</Tag>
              <Tag tone="info">Part 2 consent to 12 Mar</Tag>
              <Tag tone="model">ACT team North</Tag>
              <Tag icon={IconHome}>Housing</Tag>
              <Avatar name="Kwame Wilson" size="small" />
              <Avatar name="Kwame Wilson" />
              <Avatar name="Kwame Wilson" size="large" />
            </div>
            <Banner
              title="Your draft from Sunday 14:02 is back."
              actions={<Button size="small">Go on with it</Button>}
            />
            <Banner tone="due" title="Authorization ends in 9 days">
              12 of 40 units are left.
            </Banner>
            <Banner tone="over" title="In hospital since 06:40">
              Mercy General, psychiatric. Discharge planning 1 of 9.
            </Banner>
            <Banner tone="ok" title="Plan signed by Kwame" />
          </div>
        </Card>
        <Card title="Contacts and reviews" aside={<Tag tone="over">1 overdue</Tag>} padding="none">
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
                action={<Button size="small">Log</Button>}
              />
            ))}
          </RowList>
        </Card>
        <Card title="A form">
          <Form onSubmit={() => {}} problem={problem} label="Log contact">
            <Segmented
              label="Outcome"
              value={outcome}
              onChange={setOutcome}
              options={[
                { value: 'reached', label: 'Reached' },
                { value: 'attempted', label: 'Attempted' },
              ]}
            />
            <RadioChips
              label="Kind"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'home', label: 'Home visit' },
                { value: 'office', label: 'Office' },
                { value: 'phone', label: 'Phone', isDisabled: true },
              ]}
            />
            <FieldRow>
              <DayField label="Day" value={on} onChange={setOn} />
              <TimeField label="Time" value={at} onChange={setAt} />
              <NumberField
                label="Minutes"
                value={minutes}
                onChange={setMinutes}
                min={1}
                max={480}
                step={5}
                unit="min"
              />
            </FieldRow>
            <CheckChips
              label="Toward"
              value={toward}
              onChange={setToward}
              options={[
                { value: 'own', label: 'my own place' },
                { value: 'kitchen', label: 'the kitchen' },
                { value: 'sleep', label: 'sleep' },
              ]}
            />
            <TextArea label="Note" name="note" value={text} onChange={setText} isRequired />
            <FieldRow>
              <Select
                label="Place"
                value="community"
                onChange={() => {}}
                options={[
                  { value: 'community', label: 'Community' },
                  { value: 'office', label: 'Office' },
                ]}
              />
              <ComboBox
                label="Client"
                value={client}
                onChange={setClient}
                options={people.map((person) => ({ value: person.id, label: person.name, description: person.model }))}
              />
            </FieldRow>
            <TextField
              label="Disabled"
              value="Not now"
              onChange={() => {}}
              isDisabled
              description="Descriptions stand under the field."
            />
            <Checkbox label="She agreed to a text message" isSelected={isOn} onChange={setOnOff} />
            <Switch
              label="Shortcuts of a single key"
              description="Such as N to log a contact."
              isSelected={isOn}
              onChange={setOnOff}
            />
            <FormActions>
              <Button look="primary" type="submit">
                Save
              </Button>
              <Button>Save and sign</Button>
            </FormActions>
          </Form>
        </Card>
        <div className={styles.stack}>
          <Card title="Details">
            <DefinitionList
              items={[
                { term: 'Pronouns', value: 'he/him' },
                { term: 'Languages', value: 'English, Twi' },
                { term: 'Coverage', value: 'Medicaid HMO' },
              ]}
            />
          </Card>
          <Card title="Progress">
            <div className={styles.stack}>
              <ProgressBar
                label="Discharge visit"
                value={5}
                max={7}
                tone="due"
                detail="Not seen yet · 2 days left of 7"
              />
              <ProgressBar label="Import" value={320} max={1000} detail="320 of 1,000 rows" />
              <SearchField label="Search" value={search} onChange={setSearch} />
              <Tabs
                label="Views"
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
          <Card title="Waiting">
            <Skeleton />
          </Card>
        </div>
        <Card title="Empty" padding="none">
          <EmptyState title="Nobody is waiting" action={<Button>Add a prospect</Button>}>
            Everyone referred this month has been reached or enrolled.
          </EmptyState>
        </Card>
        <Card title="Failed" padding="none">
          <ErrorState error={problem} onRetry={() => {}} />
        </Card>
      </div>
      <Card title="Caseload" padding="none">
        <DataTable
          caption="Caseload"
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
          title="Log contact"
          status="Draft kept"
          onClose={() => {}}
          footer={<Button look="primary">Save</Button>}
        >
          <TextField label="Next" value="Tue 24 Nov, review" onChange={() => {}} />
        </Workspace>
      </div>
      {isDialogOpen && (
        <Dialog title="Close cycle 2 of Kwame Wilson?" size="small" onClose={() => setDialogOpen(false)}>
          <p>The plan stays readable. A new cycle can be opened from the next assessment.</p>
          <DialogActions>
            <Button look="danger" onClick={() => setDialogOpen(false)}>
              Close the cycle
            </Button>
            <Button onClick={() => setDialogOpen(false)}>Go back</Button>
          </DialogActions>
        </Dialog>
      )}
      {isDrawerOpen && (
        <Dialog title="Referral" shape="drawer" onClose={() => setDrawerOpen(false)}>
          <DayField label="Answer expected by" value={on} onChange={setOn} />
        </Dialog>
      )}
      <NoticesRegion />
    </main>
  );
};
