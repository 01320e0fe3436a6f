// The passwords that leaks have shown to be the most used, as zxcvbn keeps them. Read once, when somebody first chooses a password:
// half a megabyte that most runs of the product never need.
let read: Promise<ReadonlySet<string>> | undefined;

export const commonPasswords = (): Promise<ReadonlySet<string>> => {
  read ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common'].map((password) => password.toLowerCase())),
  );
  return read;
};
