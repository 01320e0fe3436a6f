// A mail as it is handed over (RFC 5322, 2045 and 2047). It names nobody and links nowhere: what it is about stands in the product.
import type { Instant } from '#domain/basics/instant.ts';
import type { HeadsFile } from '#store/audit-seal/heads.ts';
import type { WaitingMail } from '#store/outbox.ts';
import { type Language, languages, sentence } from '#words/catalogue.ts';

/** What must not be retyped by whoever compares it later: it is saved and given to `footbridge audit verify --head`. */
const enclosed = ({ template, params }: WaitingMail): string => {
  if (template !== 'audit-heads') return '';
  const { month: _, ...head } = params;
  const file = { format: 'footbridge-audit-head/1', publicKey: null, heads: [head] } as unknown as HeadsFile;
  return `\n${JSON.stringify(file, null, 2)}\n`;
};

// In pieces of whole letters, each short enough for a line (RFC 2047, 2).
const asHeader = (text: string): string =>
  (text.match(/.{1,14}/gsu) ?? [])
    .map((piece) => `=?UTF-8?B?${Buffer.from(piece, 'utf8').toString('base64')}?=`)
    .join('\r\n ');

const inLines = (base64: string): string => (base64.match(/.{1,76}/g) ?? []).join('\r\n');

// An address goes into a header as it is: whatever could end the line or name somebody else makes it none.
const isOneAddress = (text: string): boolean => /^[^\s<>,;:"()[\]\\]+@[^\s<>,;:"()[\]\\]+$/.test(text);

/** Null where nothing can be sent: an address that is none, a template nobody knows. */
export const letterOf = (mail: WaitingMail, from: string, now: Instant): string | null => {
  const language: Language = languages.find((each) => each === mail.language.slice(0, 2)) ?? 'en';
  const say = (key: string) => sentence(language, key, { ...mail.params, agency: mail.agency });
  const [subjectKey, textKey] = [`mail.${mail.template}.subject`, `mail.${mail.template}.text`];
  const subject = say(subjectKey);
  if (!isOneAddress(mail.recipient) || subject === subjectKey) return null;
  const body = `${say(textKey)}\n${enclosed(mail)}\n${say('mail.foot')}\n`;
  return [
    `From: ${asHeader(mail.agency)} <${from}>`,
    `To: ${mail.recipient}`,
    `Subject: ${asHeader(subject)}`,
    `Date: ${new Date(now).toUTCString().replace('GMT', '+0000')}`,
    `Message-ID: <${mail.id}@${from.split('@').at(-1)}>`,
    'Auto-Submitted: auto-generated',
    `Content-Language: ${language}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    inLines(Buffer.from(body, 'utf8').toString('base64')),
    '',
  ].join('\r\n');
};
