/** Nobody has been older for sure. */
export const OLDEST_AGE = 122;
