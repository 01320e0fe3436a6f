// Sentences of notes, assessments and reviews in English: strengths first, plain, short.
import { englishThemes } from './english-themes.ts';
import type { Language } from './theme.ts';

export const english: Language = {
  code: 'en',
  themes: englishThemes,
  quiet: {
    'mental-health': [
      {
        level: 'met',
        label: 'Support with mental health',
        situation: 'Sees the prescriber every month and feels heard.',
        strength: 'Knows what helps on a bad day',
      },
      {
        level: 'unknown',
        label: 'Support with mental health',
        situation: 'Would rather talk about this another time.',
        strength: null,
      },
    ],
    'physical-health': [
      {
        level: 'none',
        label: '',
        situation: 'In good health; last check-up in spring.',
        strength: 'Walks for an hour most days',
      },
      {
        level: 'met',
        label: 'Diabetes care',
        situation: 'Diabetes cared for at the clinic; sugar is steady.',
        strength: 'Measures sugar every morning without reminders',
      },
    ],
    housing: [
      {
        level: 'met',
        label: 'Stable housing',
        situation: 'Rents a small apartment with help from a voucher.',
        strength: 'Has kept the apartment through two hard winters',
      },
      {
        level: 'none',
        label: '',
        situation: 'Lives with a brother and is at home there.',
        strength: 'Good with the neighbours',
      },
    ],
    transport: [
      { level: 'none', label: '', situation: 'Gets about by bus and on foot.', strength: 'Knows every line in town' },
      { level: 'met', label: 'Rides to appointments', situation: 'A cousin drives to appointments.', strength: null },
    ],
    work: [
      { level: 'none', label: '', situation: 'Retired, and content with it.', strength: 'Forty years a machinist' },
      {
        level: 'met',
        label: 'Work that fits',
        situation: 'Works two mornings a week at a nursery.',
        strength: 'Grows anything from a cutting',
      },
    ],
    education: [
      { level: 'none', label: '', situation: 'No plans for school now.', strength: 'Reads a book a week' },
      { level: 'none', label: '', situation: 'Finished a certificate years ago.', strength: null },
    ],
    money: [
      {
        level: 'met',
        label: 'Income',
        situation: 'Disability income arrives on the third; bills are paid.',
        strength: 'Careful with money',
      },
      { level: 'none', label: '', situation: 'Manages on a small pension.', strength: null },
    ],
    relationships: [
      {
        level: 'none',
        label: '',
        situation: 'Close to two sisters and an old friend.',
        strength: 'A friend of thirty years who calls every evening',
      },
      { level: 'met', label: 'Company', situation: 'A peer visits on Mondays.', strength: 'Makes people laugh' },
    ],
    community: [
      {
        level: 'none',
        label: '',
        situation: 'Greets half the street; helps at block parties.',
        strength: 'Trusted with the neighbours’ keys',
      },
      {
        level: 'met',
        label: 'Company outside the home',
        situation: 'Goes to the clubhouse twice a week.',
        strength: null,
      },
    ],
    'daily-living': [
      { level: 'none', label: '', situation: 'Runs the household alone.', strength: 'Cooks for others' },
      { level: 'met', label: 'Help in the household', situation: 'A home aide comes on Wednesdays.', strength: null },
    ],
    legal: [
      { level: 'none', label: '', situation: 'Nothing open.', strength: null },
      {
        level: 'unknown',
        label: 'Legal matters',
        situation: 'Not sure whether an old case is closed.',
        strength: null,
      },
    ],
    safety: [
      {
        level: 'none',
        label: '',
        situation: 'Feels safe at home and outside.',
        strength: 'Has a plan and knows it by heart',
      },
      { level: 'met', label: 'Safety', situation: 'Safety plan in place and known to a sister.', strength: null },
    ],
    'substance-use': [
      {
        level: 'none',
        label: '',
        situation: 'Does not drink; gave up smoking.',
        strength: 'Four years without a cigarette',
      },
      {
        level: 'met',
        label: 'Support to stay sober',
        situation: 'Sober for two years with a group.',
        strength: 'Sponsors a newcomer',
      },
    ],
    leisure: [
      {
        level: 'none',
        label: '',
        situation: 'Paints in the afternoon.',
        strength: 'Paints; two pictures hang at the library',
      },
      { level: 'none', label: '', situation: 'Fishes on Sundays.', strength: 'Knows the river' },
    ],
    spirituality: [
      { level: 'none', label: '', situation: 'Faith matters and is lived.', strength: 'A congregation that visits' },
      { level: 'none', label: '', situation: 'Not religious; finds quiet in the garden.', strength: null },
    ],
  },
  openings: {
    home: [
      'Met {n} at home.',
      'Visited {n} at home; coffee was ready.',
      '{n} opened the door before I rang.',
      'Sat at the kitchen table with {n}.',
    ],
    office: ['{n} came to the office on time.', '{n} came by the office, list in hand.', 'Met {n} in the small room.'],
    out: [
      'Met {n} at the library.',
      'Walked with {n} along the river.',
      'Met {n} at the diner on Ferry Street.',
      'Rode the bus with {n}.',
      'Met {n} at the laundromat.',
    ],
    phone: ['Spoke with {n} by phone.', '{n} called back within the hour.', 'Short call with {n}.'],
    video: ['Video visit with {n}.', 'Saw {n} on video; the connection held.'],
    ward: ['Visited {n} on the ward.', 'Sat with {n} in the day room of the unit.', 'Joined the ward round with {n}.'],
    jail: ['Visited {n} at the county jail.', 'Spoke with {n} through the visiting desk of the jail.'],
  },
  closers: [
    'Next: call on Thursday to hear how it went.',
    'We meet again next week at the same time.',
    '{n} will send a message if plans change.',
    '{n} will take the first step; I bring the form.',
    'Agreed to look at it together next time.',
    'I will ask the office and call back tomorrow.',
    '{n} asked for a reminder on the morning of the visit.',
    'Nothing else needed this week, {n} says.',
    '',
  ],
  moods: [
    '{n} was in good spirits and had plenty to tell.',
    '{n} was tired but wanted to go on.',
    '{n} spoke quietly today and stayed with it.',
    'A hard week; {n} came all the same.',
    '{n} laughed about the weather and got down to business.',
    '{n} had slept badly and said so.',
    '',
  ],
  attempts: [
    'Phone off. Asked at the library desk; not in today.',
    'A neighbour says {n} left early with a bag of tools. Will call in the evening.',
    'Left a plain card under the door, as {n} likes it.',
    'Called twice, an hour apart. No message on the machine, as agreed.',
    'Came by at the time we had set; nobody in. {n} texted later: overslept. New time tomorrow.',
    'Knocked, no answer. Left nothing, as agreed.',
    'Called; rang out. No message left.',
    'Went by the usual bench and the library; not seen today.',
    'Called the shelter desk; {n} had left an hour before.',
    'Texted as agreed; no reply yet.',
    'Waited twenty minutes at the diner. Will try Thursday morning, when {n} is usually there.',
  ],
  withSupport: [
    'Spoke with {s}, as {n} had asked. {s} will come along to the next visit.',
    '{s} called with good news about the weekend. {n} knows that we talk.',
    'Met {s} and {n} together; both agreed who calls whom when things get loud.',
  ],
  withProvider: [
    'The pharmacy can pack the week in one box from Monday on; {n} asked for that.',
    'Spoke with the teacher of the Saturday class: {n} is welcome to begin at any time.',
    'The benefits office confirms that the papers arrived. A decision takes three weeks.',
    'Heard back from the voucher desk: the inspection is on the ninth. Told {n} at once.',
    'Asked the dentist’s office for the first slot of the day, because {n} waits better in an empty room.',
    'The employer is glad to move the shift by an hour. {n} had asked for it in writing.',
    'Lawyer called: the date stands, and {n} need not say anything without her.',
    'Checked with the bus company that the half-fare card is in the mail.',
    'Called the prescriber’s nurse about the evening dose; answer by Friday.',
    'Spoke with the landlord about repairs; he will send someone this week.',
    'Care call with the clinic: appointments are now all on Tuesdays, as {n} wished.',
    'Discharge planning with the unit: {n} wants to be home by the weekend and has a ride.',
  ],
  crisis: [
    '{n} called the line at night. We talked for half an hour; {n} used the plan, and a friend came over. Checked in at eight: slept some.',
    'Went out at {n}’s call. The worst had passed. We made tea, looked at the plan, and agreed on two calls tomorrow.',
  ],
  satisfied: [
    'I am heard here, and things move.',
    'You came when you said you would.',
    'I do more by myself now. That was the point.',
    'It goes well. I would like to go on.',
    'Good. Less talk about pills, please, and more about work.',
  ],
  unsure: [
    'It is slower than I hoped.',
    'Too many people come and go.',
    'I do not know yet.',
    'I want fewer visits and longer ones.',
  ],
  farewell: [
    'I know where to find you, and I do not need to.',
    'Thank you. I will send a card.',
    'It was good. It is enough now.',
  ],
  vision: [
    'A key of my own and somebody to cook for.',
    'Working, with my kids around the table on Sundays.',
    'A quiet year.',
    'To be known for my music and not for my file.',
    'Mornings that are mine.',
    'My family close and my head clear.',
  ],
  crisisPlan: [
    'First a walk, then a call to a friend; the team’s number is on the fridge. No police unless I ask.',
    'When I stop answering the phone: come by, knock twice, say who you are. I like it quiet and one person at a time.',
    'Early signs: not sleeping, giving things away. What helps: my sister, music, an early appointment.',
  ],
  lateReasons: [
    'No signal on the road; written the next morning',
    'Out sick the day after',
    'Evening visit, entered after days off',
  ],
  tasks: [
    'Bring the half-fare form',
    'Call the clinic about the Tuesday slot',
    'Ask for the spare key',
    'Send the receipts to the benefits office',
    'Print the plan in large letters',
    'Remind about the Thursday meeting',
    'Find out when the library opens on Saturdays',
    'Return the borrowed folder',
    'Ask the landlord about the heating',
  ],
  notNow: 'Not now; first things first.',
  signsNothing: 'Agrees with the plan and does not sign papers.',
  summary: (strength, needs) =>
    `Stands out as a strength: ${strength}. To work on first: ${needs || 'keeping what has been reached'}.`,
  referralEnded: 'No longer wanted',
  closingNote:
    'We looked back together at where things began and what is in place now. Numbers for a hard night are on the fridge.',
  afterCare: 'A telephone call after two weeks',
};
