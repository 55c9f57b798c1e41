/** Short names of code systems, as all sources use them, by the URI that FHIR gives them. Other URIs stay as they are. */
const SYSTEMS: Readonly<Record<string, string>> = {
  'http://loinc.org': 'LOINC',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RXNORM',
  'http://hl7.org/fhir/sid/icd-10-cm': 'ICD10CM',
  'http://hl7.org/fhir/sid/icd-10': 'ICD10',
  'http://hl7.org/fhir/sid/icd-9-cm': 'ICD9CM',
  'http://www.cms.gov/Medicare/Coding/ICD10': 'ICD10PCS',
  'http://hl7.org/fhir/sid/icd-10-pcs': 'ICD10PCS',
  'http://fhir.de/CodeSystem/bfarm/icd-10-gm': 'ICD10GM',
  'http://fhir.de/CodeSystem/bfarm/ops': 'OPS',
  'http://www.ama-assn.org/go/cpt': 'CPT',
  'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'HCPCS',
  'http://hl7.org/fhir/sid/ndc': 'NDC',
  'http://hl7.org/fhir/sid/cvx': 'CVX',
  'http://www.whocc.no/atc': 'ATC',
  // As MIMIC-IV on FHIR writes them.
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd9': 'ICD9CM',
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-diagnosis-icd10': 'ICD10CM',
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-procedure-icd9': 'ICD9PCS',
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-procedure-icd10': 'ICD10PCS',
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-d-labitems': 'MIMIC-LAB',
  'http://mimic.mit.edu/fhir/mimic/CodeSystem/mimic-chartevents-d-items': 'MIMIC-ITEM',
};

/** The same systems by the object identifiers of HL7 v3, which some servers still write. */
const OBJECT_IDENTIFIERS: Readonly<Record<string, string>> = {
  '2.16.840.1.113883.6.1': 'LOINC',
  '2.16.840.1.113883.6.96': 'SNOMED',
  '2.16.840.1.113883.6.88': 'RXNORM',
  '2.16.840.1.113883.6.90': 'ICD10CM',
  '2.16.840.1.113883.6.3': 'ICD10',
  '2.16.840.1.113883.6.103': 'ICD9CM',
  '2.16.840.1.113883.6.104': 'ICD9PCS',
  '2.16.840.1.113883.6.4': 'ICD10PCS',
  '2.16.840.1.113883.6.12': 'CPT',
  '2.16.840.1.113883.6.285': 'HCPCS',
  '2.16.840.1.113883.6.69': 'NDC',
};

const OID = 'urn:oid:';
/** Servers differ in the scheme and in a slash at the end. */
const SCHEME_OR_SLASH = /^https:|\/$/g;

/** System of a code of which only a text, but no code, is given. */
export const AS_WRITTEN = 'TEXT';
/** System of a code that names none. */
export const WITHOUT_SYSTEM = 'LOCAL';
/** Drugs by their name, as other sources have them. */
export const DRUG = 'DRUG';

/** The short name of a code system, or its URI where it has none. */
export function systemName(uri: string | undefined): string {
  if (uri === undefined) return WITHOUT_SYSTEM;
  const short = uri.startsWith(OID)
    ? OBJECT_IDENTIFIERS[uri.slice(OID.length)]
    : SYSTEMS[uri.replaceAll(SCHEME_OR_SLASH, (part) => (part === '/' ? '' : 'http:'))];
  return short ?? uri;
}
