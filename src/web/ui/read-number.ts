const decimalSigns = new Map<string, string>();
const decimalSign = (locale: string): string => {
  let sign = decimalSigns.get(locale);
  if (!sign) {
    sign = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value ?? '.';
    decimalSigns.set(locale, sign);
  }
  return sign;
};

/** The number someone typed in their language, or null when it is none. Grouping signs and spaces are passed over. */
export const readNumber = (text: string, locale: string): number | null => {
  const decimal = decimalSign(locale);
  const plain = text
    .trim()
    .replace(/[\s  ]/g, '')
    .replace('−', '-')
    .replaceAll(decimal === ',' ? '.' : ',', '')
    .replace(decimal, '.');
  return /^-?(\d+(\.\d*)?|\.\d+)$/.test(plain) ? Number(plain) : null;
};
