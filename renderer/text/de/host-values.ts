/** What is wrong with a value that was written or sent: in the words of zod, of ranges to search, of files. */
export const valueSentences: Readonly<Record<string, string>> = {
  'Invalid input': 'ungültige Eingabe',
  'invalid input': 'ungültige Eingabe',
  'Invalid input: {0}': 'ungültige Eingabe: {phrase 0}',
  'invalid input: {0}': 'ungültige Eingabe: {phrase 0}',
  'Invalid option: {0}': 'ungültige Wahl: {phrase 0}',
  'invalid option: {0}': 'ungültige Wahl: {phrase 0}',
  'Invalid string: {0}': 'ungültiger Text: {phrase 0}',
  'invalid string: {0}': 'ungültiger Text: {phrase 0}',
  'Invalid number: {0}': 'ungültige Zahl: {phrase 0}',
  'invalid number: {0}': 'ungültige Zahl: {phrase 0}',
  'Too big: {0}': 'zu groß: {phrase 0}',
  'Too small: {0}': 'zu klein: {phrase 0}',
  'Unrecognized key: {0}': 'unbekannter Name: {0}',
  'Unrecognized keys: {0}': 'unbekannte Namen: {0}',
  'expected {0}, received {1}': 'erwartet ist {type 0}, angegeben ist {type 1}',
  'expected one of {0}': 'erwartet ist eines von {0}',
  'expected {0} to be {1}': 'erwartet ist {type 0} {limit 1}',
  'expected {0} to have {1} {2}': 'erwartet ist {type 0} mit {limit 1} {size 2}',
  'must be a multiple of {0}': 'ein Vielfaches von {number 0}',
  'must match pattern {0}': 'nach dem Muster {0}',
  'must start with {0}': 'am Anfang steht {0}',
  'must end with {0}': 'am Ende steht {0}',
  'must include {0}': 'enthalten ist {0}',
  'expected with or without': 'erwartet ist with oder without',
  'from is above to': 'from liegt über to',
  'not known here': 'hier nicht bekannt',
  // A message of several lines, each with its place.
  '✖ {0}': '✖ {phrase 0}',
  '{0}\n✖ {1}': '{phrase 0}\n✖ {phrase 1}',
  '{0}\n  → at {1}': '{phrase 0}\n  → bei {1}',

  'expected "from..to", "from..to log" or values separated by commas, got "{0}"':
    'erwartet ist „von..bis“, „von..bis log“ oder Werte mit Kommas dazwischen, angegeben ist „{0}“',
  'expected a smaller and a larger number, got {0} and {1}':
    'erwartet ist eine kleinere und eine größere Zahl, angegeben sind {0} und {1}',
  'expected numbers above 0 for a logarithmic range, got {0}':
    'erwartet sind Zahlen über 0 für einen logarithmischen Bereich, angegeben ist {0}',

  'the header is not JSON': 'der Kopf ist kein JSON',
  'the header is cut off': 'der Kopf ist abgeschnitten',
  'the file is shorter than its header': 'die Datei ist kürzer als ihr Kopf',
  'the metadata is not a table of texts': 'die Metadaten sind keine Tabelle von Texten',
  'there are bytes that belong to no tensor': 'es gibt Bytes, die zu keinem Tensor gehören',
  'tensor {0} is not float32 with a shape and a range':
    'Tensor {0} ist nicht float32 mit einer Form und einem Bereich',
  'tensor {0} is cut off': 'Tensor {0} ist abgeschnitten',
  'tensor {0}: expected {1} values for shape [{2}], got {3}':
    'Tensor {0}: erwartet sind {number 1} Werte für die Form [{2}], es gibt {number 3}',
};
