const KEY = 'lacuna-last-visit';

/** The time of the visit before this one, ISO; read once at start, before this visit is written down. */
export const lastVisit: string | null = takeLastVisit();

function takeLastVisit(): string | null {
  const before = localStorage.getItem(KEY);
  localStorage.setItem(KEY, new Date().toISOString());
  return before;
}
