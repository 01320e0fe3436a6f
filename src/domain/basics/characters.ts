// What a line of text may hold. A name must read the same to everybody who sees it: characters that show nothing, or that turn the
// direction of what follows, let one name pass for another, or carry a name on into the words beside it.
// Text of several lines keeps them: they reach no further than their own paragraph, and a telephone number copied from an iPhone
// brings some along; nobody's note shall be refused for that.
// Sources: the Unicode Standard 23.2 (format characters) and 9.2, 12.1 (joiners); UAX 9 (direction); UTS 39; RFC 5892 appendix A.

const controls = /[^\P{Cc}\t\n\r]/u;
const lineBreaks = /[\t\n\r\u2028\u2029]/;

// Characters that nothing is drawn for. Variants of a sign (葛󠄀 in a Japanese name) and what keeps a sign's accents apart do show.
const hidden = /(?!\p{Variation_Selector}|\u034f)\p{Default_Ignorable_Code_Point}/u;

// The two joiners are part of how these scripts write names (فاطمه‌زهرا, ක්‍රිස්ටි): there, after one of their own signs, they show.
const joiningScripts = [
  ...['Arabic', 'Syriac', 'Mandaic', 'Nko', 'Adlam', 'Hanifi_Rohingya', 'Mongolian', 'Phags_Pa'],
  ...['Devanagari', 'Bengali', 'Gurmukhi', 'Gujarati', 'Oriya', 'Tamil', 'Telugu', 'Kannada', 'Malayalam', 'Sinhala'],
  ...['Khmer', 'Myanmar', 'Tibetan', 'Balinese', 'Javanese', 'Sundanese', 'Tai_Tham', 'Meetei_Mayek', 'Chakma'],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join('');
const emoji = '\\p{Extended_Pictographic}';
const joinersThatShow = new RegExp(
  `(?<=(?=[\\p{L}\\p{M}])[${joiningScripts}])[\\u200c\\u200d]|(?<=(?:${emoji}\\ufe0f?|\\p{Emoji_Modifier}))\\u200d(?=${emoji})`,
  'gu',
);

/** Characters that can be shown in no way, or half of a pair: they could not be stored as they came. Tabs and line ends are none. */
export const hasControls = (text: string): boolean => !text.isWellFormed() || controls.test(text);

/** Whether it would break a line. */
export const hasLineBreaks = (text: string): boolean => lineBreaks.test(text);

/** Characters that show nothing, or turn the direction of what follows, where no script needs them. */
export const hasHidden = (text: string): boolean => hidden.test(text) && hidden.test(text.replace(joinersThatShow, ''));
