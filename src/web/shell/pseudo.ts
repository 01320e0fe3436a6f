const accents: Record<string, string> = {
  a: 'á',
  c: 'ç',
  e: 'é',
  g: 'ğ',
  i: 'í',
  l: 'ľ',
  n: 'ñ',
  o: 'ö',
  r: 'ř',
  s: 'š',
  u: 'ú',
  y: 'ý',
  z: 'ž',
  A: 'Å',
  C: 'Ç',
  E: 'É',
  G: 'Ğ',
  I: 'Í',
  L: 'Ľ',
  N: 'Ñ',
  O: 'Ö',
  R: 'Ř',
  S: 'Š',
  U: 'Ú',
  Y: 'Ý',
  Z: 'Ž',
};

/** An ICU message in accented English, two fifths longer: shows text that is not translated and places too narrow for German. */
export const pseudo = (message: string): string => {
  let depth = 0;
  let isTag = false;
  let letters = 0;
  let text = '';
  // In ICU syntax the text stands at even depths of braces, the syntax at odd ones.
  for (const sign of message) {
    if (sign === '{') depth += 1;
    if (sign === '}') depth -= 1;
    if (sign === '<') isTag = true;
    const isText = depth % 2 === 0 && !isTag;
    if (isText && /\p{L}/u.test(sign)) letters += 1;
    text += isText ? (accents[sign] ?? sign) : sign;
    if (sign === '>') isTag = false;
  }
  return `[${text}${' ~'.repeat(Math.ceil((letters * 0.4) / 2))}]`;
};
