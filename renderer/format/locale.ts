/** The language of every text, number and date in the window; a second one joins with its catalogue. */
export const LOCALE = 'en';
