/** How finely a page is kept once it is laid straight: about 150 dots an inch, enough to see a faint mark by. */
export const dotsPerMillimetre = 6;
