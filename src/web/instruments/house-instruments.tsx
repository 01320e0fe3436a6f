// Which questionnaires and scales the house asks: what ships, packs that are off until somebody turns them on, scoring that waits for the
// agency's words, and the agency's own. One of its own, or the words of one, is loaded as JSON and looked at before it is published.
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { InstrumentList, InstrumentSummary } from '#contract/instruments.ts';
import type { InstrumentDefinition } from '#domain/instruments/definition.ts';
import { get, read } from '#web/shell/api.ts';
import { Fetched } from '#web/shell/fetched.tsx';
import { Screen, Stack } from '#web/shell/screen.tsx';
import { useSend } from '#web/shell/send.ts';
import { Button, buttonClass } from '#web/ui/button.tsx';
import { Card, Row, RowList } from '#web/ui/card.tsx';
import { Switch } from '#web/ui/choices.tsx';
import { notify } from '#web/ui/notices.ts';
import { Tag } from '#web/ui/tag.tsx';
import { useWords } from '#web/ui/words.ts';
import styles from './instruments.module.css';
import { LoadInstrument } from './load-instrument.tsx';
import { useSaid } from './said.ts';

export const HouseInstruments = () => {
  const words = useWords();
  const list = useQuery(read<InstrumentList>('/api/instruments'));
  const [json, setJson] = useState<string | null>(null);
  return (
    <Screen
      title={words('instruments-house.title')}
      lede={words('instruments-house.lede')}
      width="reading"
      actions={
        <>
          <Link to="/instruments/build" className={buttonClass('secondary')}>
            {words('instruments-house.build')}
          </Link>
          <Button onClick={() => setJson('')}>{words('instruments-house.load')}</Button>
        </>
      }
    >
      <Fetched query={list} lines={10}>
        {({ items }) => (
          <Stack>
            {json !== null && <LoadInstrument key={json} initial={json} onClose={() => setJson(null)} />}
            <Card padding="none">
              <RowList label={words('instruments-house.title')}>
                {items.map((each) => (
                  <InstrumentRow key={each.key} instrument={each} onLoadWords={setJson} />
                ))}
              </RowList>
            </Card>
          </Stack>
        )}
      </Fetched>
    </Screen>
  );
};

/** The keys as they ship, with the next version, for the words to be put in. */
const toFillIn = (definition: InstrumentDefinition): string =>
  JSON.stringify({ ...definition, version: definition.version + 1 }, null, 2);

const InstrumentRow = ({
  instrument,
  onLoadWords,
}: {
  readonly instrument: InstrumentSummary;
  readonly onLoadWords: (json: string) => void;
}) => {
  const words = useWords();
  const said = useSaid();
  const { key, abbreviation, source, shipping, hasWords, isOffered, languages } = instrument;
  const title = said(instrument.title);
  const turn = useSend<InstrumentSummary, { isOn: boolean }>('PUT', `/api/instruments/${key}/offered`, {
    onDone: (now) =>
      notify(words(now.isOffered ? 'instruments-house.is-on' : 'instruments-house.is-off', { what: abbreviation })),
  });
  const loadWords = async () => {
    const { definition } = await get<{ definition: InstrumentDefinition }>(`/api/instruments/${key}`);
    onLoadWords(toFillIn(definition));
  };
  return (
    <Row
      title={<b>{abbreviation}</b>}
      detail={
        <span className={styles.house}>
          {title !== abbreviation && <span>{title}</span>}
          <span>
            {words('instruments-house.about', {
              count: instrument.items,
              languages: languages.map((each) => words(`instruments.language.${each}`)).join(', '),
            })}
          </span>
          <span className={styles.notice}>{instrument.notice}</span>
        </span>
      }
      status={
        <>
          {source === 'own' && <Tag tone="info">{words('instruments-house.own')}</Tag>}
          {source === 'shipped' && shipping !== 'text' && <Tag>{words(`instruments-house.${shipping}`)}</Tag>}
          {instrument.raisesFlags && <Tag tone="due">{words('instruments-house.flags')}</Tag>}
        </>
      }
      action={
        hasWords ? (
          <Switch
            label={
              <span className="visually-hidden">{words('instruments-house.offered', { what: abbreviation })}</span>
            }
            isSelected={isOffered}
            onChange={(isOn) => turn.send({ isOn })}
          />
        ) : (
          <Button size="small" onClick={loadWords}>
            {words('instruments-house.load-words')}
          </Button>
        )
      }
    />
  );
};
