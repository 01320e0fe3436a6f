/** The time `HH:MM` someone typed (`14:05`, `1405`, `2:05 pm`, `2p`, `14.05`, `9`); null when it is none. */
export const readTime = (text: string): string | null => {
  const typed = text
    .toLowerCase()
    .replace(/[\s.  ]/g, (sign) => (sign === '.' ? ':' : ''))
    .replace(/:m:?$/, 'm')
    .replace(/([ap]):?m?:?$/, '$1');
  const match = /^(\d{1,2})(?::?(\d{2}))?(?:h)?([ap])?$/.exec(typed);
  if (!match) return null;
  let hour = Number(match[1]);
  const minute = Number(match[2] ?? 0);
  if (match[3]) {
    if (hour < 1 || hour > 12) return null;
    hour = (hour % 12) + (match[3] === 'p' ? 12 : 0);
  }
  return hour < 24 && minute < 60 ? `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}` : null;
};
