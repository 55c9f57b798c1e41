import { text } from '../en/error-text.ts';
import { NOTHING_CHANGED } from './error-text.ts';

/** Errors and warnings of cohorts and training. */
export const trainingErrors = {
  cohort_empty: text(
    'Nach den Regeln der Kohorte bleibt kein Aufenthalt übrig',
    NOTHING_CHANGED,
    'Importieren Sie Akten oder wählen Sie eine andere Aufgabe oder Kohorte.',
  ),
  labels_unsupported: text(
    'Die Quelle kann diese Aufgabe nicht beantworten',
    NOTHING_CHANGED,
    'Wählen Sie eine andere Aufgabe; die Beschreibung des Labels nennt den Grund.',
  ),
  cohort_in_use: text(
    'Mit dieser Kohorte wurde etwas erstellt',
    NOTHING_CHANGED,
    'Löschen Sie zuerst das unten genannte Modell oder behalten Sie die Kohorte.',
  ),
  leakage: text(
    'Es würde etwas verwendet, das zum Vorhersagezeitpunkt noch nicht bekannt ist',
    'Es wurde abgelehnt, weil damit gewonnene Kennzahlen zu gut wären, um wahr zu sein.',
    'Ändern Sie den Filter oder den Zeitbezug, oder sehen Sie sich die Leakage-Prüfung der Kohorte an.',
  ),
  one_class: text(
    'Alle Labels des Trainings sind gleich',
    'Daraus lässt sich kein Modell lernen.',
    'Wählen Sie eine andere Aufgabe oder eine größere Kohorte.',
  ),
  too_few_positives: text(
    'Es gibt zu wenige positive Labels',
    'Daraus lässt sich kein Modell lernen.',
    'Wählen Sie eine andere Aufgabe oder eine größere Kohorte.',
  ),
  training_diverged: text(
    'Das Training ist nicht konvergiert',
    'Die besten Gewichte davor wurden behalten, sofern es welche gab.',
    'Senken Sie die Lernrate oder verwenden Sie eine andere Voreinstellung.',
  ),
  adversarial_collapse: text(
    'Der Gegenspieler hat eine Modalität geleert',
    'Ihre latenten Darstellungen sind für alle gleich, sodass sie keine andere ersetzen kann.',
    'Trainieren Sie mit einem kleineren Lambda oder lassen Sie die Modalität aus.',
  ),
  learned_late: text(
    'Eine frühere Fusion kann helfen (Zhang, Latham und Saxe 2024)',
    'Unter einfachem Gradientenabstieg würde eine Modalität viel später gelernt als eine andere; unter Adam gilt das nicht.',
    'Wählen Sie eine frühere Tiefe der Fusion.',
  ),
  feature_not_finite: text(
    'Ein Merkmal ist keine endliche Zahl',
    'Es wurde nichts trainiert.',
    'Berichtigen Sie die Werte der genannten Modalität oder lassen Sie sie aus.',
  ),
  not_enough_memory: text(
    'Das Training braucht mehr Arbeitsspeicher, als vorhanden ist',
    'Es wurde nichts trainiert.',
    'Schließen Sie andere Programme, nehmen Sie eine kleinere Voreinstellung, oder verringern Sie Komponenten, Batchgröße oder Netze.',
  ),
  run_not_resumable: text(
    'Dieser Lauf lässt sich nicht fortsetzen',
    'Er hat keinen Zwischenstand hinterlassen.',
    'Starten Sie ihn erneut; derselbe Seed ergibt dieselben Zahlen.',
  ),
  bad_configuration: text(
    'Die Konfiguration ist nicht gültig',
    NOTHING_CHANGED,
    'Berichtigen Sie die unten genannte Einstellung.',
  ),
};
