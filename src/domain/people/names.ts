// A person is called what they wish to be called. The chosen name is shown everywhere; the legal name stands where it must, on
// claims and legal papers.

export type PersonNames = {
  readonly givenName: string;
  readonly middleName?: string | null;
  readonly familyName: string;
  readonly chosenName?: string | null;
};

const joined = (...parts: (string | null | undefined)[]): string =>
  parts
    .map((part) => part?.trim() ?? '')
    .filter(Boolean)
    .join(' ');

/** How to call the person: "Lupe", not "Guadalupe". */
export const calledName = (names: PersonNames): string => names.chosenName?.trim() || names.givenName.trim();

/** The name on every screen: the chosen name with the family name, unless the chosen name brings its own. */
export const shownName = (names: PersonNames): string => {
  const called = calledName(names);
  const family = names.familyName.trim();
  const words = called.toLocaleLowerCase().split(/\s+/);
  const hasFamily =
    family !== '' &&
    family
      .toLocaleLowerCase()
      .split(/\s+/)
      .every((word) => words.includes(word));
  return hasFamily ? called : joined(called, family);
};

export const legalName = (names: PersonNames): string => joined(names.givenName, names.middleName, names.familyName);

/** For lists in order of family name. */
export const listedName = (names: PersonNames): string => {
  const family = names.familyName.trim();
  return family ? `${family}, ${calledName(names)}` : calledName(names);
};
