// Which key answers with which option. Where every value is one digit the key is the value, as it stands on the paper; otherwise the
// options are counted from 1.
import type { Option } from '#domain/instruments/definition.ts';

type Keyed = Pick<Option, 'value'>;

const isDigit = (value: Option['value']): boolean => typeof value === 'number' && value >= 0 && value <= 9;

export const keyOf = (options: readonly Keyed[], at: number): string | null => {
  const value = options[at]?.value;
  if (options.every((option) => isDigit(option.value))) return `${value}`;
  return at < 9 ? `${at + 1}` : null;
};

export const optionAt = <One extends Keyed>(options: readonly One[], key: string): One | undefined =>
  options.find((_, at) => keyOf(options, at) === key);
