/** So many sheets are printed at once: more are printed in several goes, and the paper tray holds no more either. */
export const mostSheets = 200;
