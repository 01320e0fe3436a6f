// Short forms that stand for a given name on one form and not on the next: a client referred as Pepe is the José of the chart.
// Only forms in everyday use in English and Spanish; a form that stands for many names (Lee, Sam for a woman) is listed once
// under the name it most often stands for. A shared short form never makes a duplicate by itself.

const groups: readonly string[] = [
  'alexander alex sandy alejandro jandro',
  'andrew andy drew',
  'anthony tony antonio tono tonio',
  'benjamin ben benny',
  'charles charlie chuck carlos charly',
  'christopher chris topher cristobal',
  'daniel dan danny dani',
  'david dave davey',
  'edward ed eddie ted eduardo edu lalo',
  'francisco francis frank frankie paco pancho kiko curro',
  'gregory greg gregorio goyo',
  'guadalupe lupe lupita',
  'henry hank harry enrique quique kike',
  'ignacio nacho',
  'jacob jake',
  'james jim jimmy jamie',
  'jesus chuy chucho',
  'john jack johnny juan juanito',
  'jonathan jon',
  'joseph joe joey jose pepe joselito',
  'lawrence larry lorenzo',
  'leonard leo lenny leonardo',
  'luis lucho',
  'manuel manny manolo',
  'matthew matt mateo',
  'michael mike mick mickey miguel',
  'nicholas nick nicolas nico',
  'patrick pat paddy patricio',
  'peter pete pedro',
  'rafael rafa',
  'ramon moncho',
  'raymond ray',
  'richard rick ricky dick rich ricardo',
  'robert rob bob bobby robbie roberto beto',
  'ronald ron ronnie',
  'salvador chava salva',
  'samuel sam sammy',
  'santiago santi chago diego',
  'stephen steve steven esteban',
  'thomas tom tommy tomas',
  'vicente chente vincent vince',
  'william bill billy will willie liam guillermo memo',
  'abdirahman abdi',
  'mohamed mohammed muhammad mo',
  'amanda mandy',
  'barbara barb babs',
  'catherine katherine kathryn kathy cathy kate katie kitty catalina cata',
  'concepcion concha conchita',
  'cynthia cindy',
  'deborah deb debbie debra',
  'dolores lola loli',
  'dorothy dot dottie',
  'elizabeth liz beth betty lizzie eliza libby isabel chabela',
  'esperanza pera espe',
  'graciela chela',
  'jacqueline jackie',
  'jennifer jen jenny',
  'jessica jess jessie',
  'josefina pepa fina',
  'judith judy',
  'kimberly kim',
  'margaret maggie meg peggy margie margarita margo rita',
  'maria mari marita maruja',
  'mercedes meche merche',
  'nancy nan',
  'pamela pam',
  'patricia patty trish tricia pati',
  'rebecca becky becca',
  'rosario charo chayo',
  'sandra sandy',
  'susan sue susie suzanne susana',
  'teresa theresa terry tere',
  'victoria vicky tori',
];

const groupOf: ReadonlyMap<string, string> = new Map(
  groups.flatMap((line) => {
    const forms = line.split(' ');
    return forms.map((form) => [form, forms[0]!] as const);
  }),
);

/** The name a folded given name is short for, or null; all forms of one name give the same answer. */
export const fullFormOf = (word: string): string | null => groupOf.get(word) ?? null;

export const areForms = (a: string, b: string): boolean => {
  const full = fullFormOf(a);
  return full !== null && full === fullFormOf(b);
};
