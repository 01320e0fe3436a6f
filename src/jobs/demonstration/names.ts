// Names for people who do not exist, from the communities that meet in a mid-sized city. Given and family names are drawn apart;
// addresses, numbers and organizations are made up: telephone numbers 555-01xx (reserved for fiction), mail at example.org.
import type { Random } from './random.ts';

export type Community = {
  readonly key: string;
  /** The person's first language. */
  readonly language: string;
  readonly speaksEnglish: number;
  readonly she: readonly string[];
  readonly he: readonly string[];
  readonly family: readonly string[];
};

const list = (text: string): readonly string[] => text.split(/\s+/).filter(Boolean);

export const communities: readonly (readonly [Community, number])[] = [
  [
    {
      key: 'english',
      language: 'en',
      speaksEnglish: 1,
      she: list(`Denise Carla Yvonne Renee Tamika Brianna Colleen Marcy Holly Joanne Shelby Latrice Paula Bernadette Trudy Kendra
        Monique Rhonda Noreen Lucille Darlene Alana Celeste Imani Jolene Maribeth Octavia Roberta Simone Willa`),
      he: list(`Darnell Curtis Wendell Marcus Terrence Russell Leon Clifton Otis Gerald Duane Kendrick Vernon Elliott Reggie Nolan Barry
        Stanley Ellis Garrett Lamont Roland Maurice Emmett Preston Sherman Alvin Dexter Floyd Quincy`),
      family:
        list(`Whitlow Harkness Bellamy Pruitt Standish Corley Mabry Tolliver Hensley Ashdown Braddock Kimball Lockridge Fenwick
        Garland Holloway Merriweather Okes Penhallow Quarles Rowntree Stallings Thackeray Underhill Vickery Wainscott Yarborough
        Ellsworth Dunmore Crowell Birdsong Applewhite Sturdivant Lattimore Mayhew Goodloe`),
    },
    46,
  ],
  [
    {
      key: 'spanish',
      language: 'es',
      speaksEnglish: 0.45,
      she: list(
        `Guadalupe Rosario Marisol Yesenia Graciela Consuelo Ximena Leticia Noemí Araceli Dolores Esperanza Fabiola Inés Rocío`,
      ),
      he: list(
        `Eusebio Ramiro Anselmo Joaquín Efraín Gilberto Néstor Osvaldo Rigoberto Saúl Ulises Wilfredo Abelardo Fermín Heriberto`,
      ),
      family:
        list(`Quintanilla Arreola Bustamante Zúñiga Peñaloza Cifuentes Montalvo Urrutia Villaseñor Saldívar Alcántara Barrientos
        Ontiveros Galindo Echeverría Santibáñez Tejada Lozada Ibarrola Navarrete`),
    },
    24,
  ],
  [
    {
      key: 'vietnamese',
      language: 'vi',
      speaksEnglish: 0.4,
      she: list('Linh Thảo Hương Mai Ngọc Trang Yến Hạnh Lan Phượng'),
      he: list('Dũng Quang Tuấn Khoa Minh Hải Bảo Long Sơn Thành'),
      family: list('Nguyễn Trần Phạm Huỳnh Vũ Đặng Bùi Dương Lý Hồ'),
    },
    8,
  ],
  [
    {
      key: 'somali',
      language: 'so',
      speaksEnglish: 0.35,
      she: list('Hodan Ifrah Sahra Deqa Nimco Ubah Fardowsa Asli Khadra Zamzam'),
      he: list('Abdirahman Liban Guled Mahad Yusuf Warsame Bashir Cabdi Faarax Jama'),
      family: list('Warfa Gedi Nuur Cige Samatar Dirie Hersi Abokor Jimale Roble'),
    },
    7,
  ],
  [
    {
      key: 'haitian',
      language: 'ht',
      speaksEnglish: 0.4,
      she: list('Mirlande Fabienne Guerline Nadège Islande Roseline Yolette Carline'),
      he: list('Jocelyn Wilner Frantz Evens Mackenson Dieudonné Renel Ronald'),
      family: list('Desrosiers Pierrelus Jean-Baptiste Saintil Dorvilus Exantus Cadestin Lafleur Mondésir Estimé'),
    },
    6,
  ],
  [
    {
      key: 'arabic',
      language: 'ar',
      speaksEnglish: 0.5,
      she: list('Rania Huda Salma Nadia Samira Amal Yasmin Dalal'),
      he: list('Tariq Omar Khalil Nabil Ziad Hassan Samir Walid'),
      family: list('Haddad Mansour Khoury Darwish Sabbagh Najjar Barakat Shaheen'),
    },
    4,
  ],
  [
    {
      key: 'khmer',
      language: 'km',
      speaksEnglish: 0.5,
      she: list('Sophea Bopha Chanthou Sreymom Kunthea'),
      he: list('Sokha Vuthy Rithy Samnang Dara'),
      family: list('Chhim Keo Prak Suon Touch Yim'),
    },
    2,
  ],
  [
    {
      key: 'nepali',
      language: 'ne',
      speaksEnglish: 0.5,
      she: list('Sarita Bimala Kalpana Manju'),
      he: list('Bishnu Prakash Dil Tika'),
      family: list('Rai Gurung Adhikari Bhattarai Tamang'),
    },
    3,
  ],
];

const streets = list(
  'Alder Tanner Millrace Juniper Foundry Orchard Lantern Quarry Meadowlark Cooper Ferry Chandler Birchbark Weir Saltbox',
);
const ways = ['Street', 'Lane', 'Avenue', 'Court', 'Row'];

export const anAddress = (random: Random): string => {
  const unit = random.chance(0.55) ? `, Apt ${random.between(1, 8)}${random.pick(['A', 'B', 'C', ''])}` : '';
  return `${random.between(2, 498)} ${random.pick(streets)} ${random.pick(ways)}${unit}, Riverbend`;
};

export const aPhone = (random: Random): string => `555-01${random.digits(2)}`;

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}|[^\p{L}]/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase();

export const mailOf = (given: string, family: string, number: number | null = null): string =>
  `${plain(given)}.${plain(family)}${number ?? ''}@example.org`;

/** Called by another name than the one on paper: short forms, and names a person chose. */
export const chosenNames: Readonly<Record<string, readonly string[]>> = {
  Guadalupe: ['Lupe'],
  Consuelo: ['Chelo'],
  Graciela: ['Chela'],
  Rigoberto: ['Beto'],
  Abdirahman: ['Abdi'],
  Bernadette: ['Bernie'],
  Wendell: ['Dell'],
  Reggie: ['Reign'],
  Roberta: ['Bobbie'],
  Duane: ['Dee'],
  Yesenia: ['Yesi'],
  Clifton: ['Cliff'],
  Marcus: ['Mars'],
  Elliott: ['Ellie'],
  Terrence: ['Tee'],
  Guerline: ['Gigi'],
  Rosario: ['Charo'],
};
