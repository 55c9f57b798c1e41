import { text } from '../en/error-text.ts';
import { NOT_IMPORTED, NOTHING_CHANGED } from './error-text.ts';

/** What can go wrong on the way to a PostgreSQL server. */
export const serverErrors = {
  server_off: text(
    'Das Lesen von einem Server ist abgeschaltet',
    'Es wurde nichts kontaktiert.',
    'Schalten Sie es in den Einstellungen ein, wenn Ihre Akten von einem Server kommen dürfen.',
  ),
  server_unreachable: text(
    'Der Server antwortet nicht',
    NOT_IMPORTED,
    'Prüfen Sie Adresse und Port, und ob der Server läuft und von hier erreichbar ist.',
  ),
  server_untrusted: text(
    'Die Verbindung zum Server lässt sich nicht absichern',
    'Es wurde kein Passwort gesendet und nichts gelesen.',
    'Nennen Sie das Zertifikat, an dem der Server zu erkennen ist, oder wählen Sie eine andere Art der Absicherung.',
  ),
  server_password: text(
    'Der Server verlangt ein Passwort',
    NOTHING_CHANGED,
    'Geben Sie es ein und sehen Sie erneut hinein.',
  ),
  server_login: text(
    'Der Server lässt diesen Benutzer nicht zu',
    NOTHING_CHANGED,
    'Prüfen Sie Benutzer und Passwort; wer den Server betreibt, weiß, ob Sie sich von hier verbinden dürfen.',
  ),
  server_database: text(
    'Auf dem Server gibt es keine solche Datenbank',
    NOTHING_CHANGED,
    'Prüfen Sie den Namen der Datenbank.',
  ),
  server_schema: text(
    'Die Tabellen von MIMIC-IV wurden auf dem Server nicht gefunden',
    NOTHING_CHANGED,
    'Sie werden dort gesucht, wohin mimic-code sie lädt: in den Schemas mimiciv_hosp, mimiciv_icu und so weiter.',
  ),
  server_permission: text(
    'Dieser Benutzer darf eine Tabelle des Servers nicht lesen',
    NOT_IMPORTED,
    'Bitten Sie die Betreiber des Servers um das Leserecht.',
  ),
  server_type: text(
    'Eine Spalte des Servers kann nicht gelesen werden',
    NOT_IMPORTED,
    'Laden Sie die Tabellen, wie mimic-code es tut: Zeiten ohne Zeitzone.',
  ),
  server_query: text('Der Server hat eine Abfrage abgelehnt', NOT_IMPORTED, 'Was er dazu sagt, steht unten.'),
  server_timeout: text(
    'Der Server hat zu lange gebraucht',
    NOT_IMPORTED,
    'Versuchen Sie es erneut, wenn er weniger ausgelastet ist, oder wählen Sie weniger Patienten.',
  ),
  server_lost: text(
    'Die Verbindung zum Server ist abgerissen',
    NOT_IMPORTED,
    'Importieren Sie erneut, wenn der Server wieder da ist.',
  ),
};
