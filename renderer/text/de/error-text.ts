export const NOTHING_CHANGED = 'Es wurde nichts geändert.';
export const NOT_IMPORTED = 'Es wurde nichts importiert; die Datenbank ist wie zuvor.';
