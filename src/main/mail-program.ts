// How mail leaves this machine: by the program FOOTBRIDGE_MAIL_COMMAND names (`/usr/sbin/sendmail -i -t`), from the address in
// FOOTBRIDGE_MAIL_FROM. Without either nothing is mailed; what it would say stands in the product all the same.
import type { MailProgram } from '#jobs/mail/send-mail.ts';

export const mailProgram = (environment: NodeJS.ProcessEnv): MailProgram | null => {
  const [program, ...given] = (environment.FOOTBRIDGE_MAIL_COMMAND ?? '').split(/\s+/).filter(Boolean);
  const from = environment.FOOTBRIDGE_MAIL_FROM?.trim() ?? '';
  return program && /^[^\s<>@]+@[^\s<>@]+$/.test(from) ? { command: [program, ...given], from } : null;
};
