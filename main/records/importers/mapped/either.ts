/** Stands between forms of dates that all fit: only the user can choose, and a mapping that says both is refused. */
export const EITHER = ' or ';
