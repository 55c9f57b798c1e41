/** Words of notes that tell of metastatic cancer (s2). */
const CANCER = `
  metastatic tumor lesions oncology chemotherapy palliative hospice malignancy carcinoma nodules
  radiation lymphadenopathy cachexia anorexia biopsy staging adenopathy cytology neoplastic osseous
  hepatic implants ascites effusions progression immunotherapy infiltration recurrent metastases
  oncologist`;

/** Words of frailty (s6), which no code, drug or test of the cohort tells of. */
const FRAILTY = `
  frail walker cane wheelchair falls unsteady deconditioned confused forgetful dementia delirium
  incontinent bedbound dependent caregiver homebound weakness malnourished dysphagia aspiration
  pressure sacral wandering impaired hearing glasses dentures toileting bathing dressing feeding
  assistance rehabilitation nursing placement guardian polypharmacy sarcopenia osteoporosis kyphosis`;

/** Words of heart failure (s1). */
const HEART_FAILURE = `
  edema orthopnea diuresis congestion ejection cardiomegaly crackles ventricular dyspnea
  cardiomyopathy echocardiogram diuretic regurgitation jugular swelling overload systolic diastolic
  nocturnal weights`;

/** Words that depend on the template alone. */
const GENERAL = `
  patient admitted presented reported denied noted examined reviewed discussed followed improved
  worsened resolved stable remained continued started stopped increased decreased given received
  ordered obtained performed consulted monitored transferred evaluated treated acute chronic mild
  moderate severe intermittent persistent recent prior previous initial repeat baseline normal
  abnormal elevated reduced unchanged bilateral unilateral left right upper lower anterior posterior
  lateral medial central peripheral chest lung heart abdomen liver spleen kidney bladder bowel colon
  stomach pancreas gallbladder brain spine neck head face throat mouth nose eye ear skin hand foot leg
  arm knee ankle wrist elbow pain fever chills cough sputum wheeze nausea vomiting diarrhea
  constipation headache dizziness fatigue rash itching numbness tingling tremor seizure syncope
  palpitations bleeding bruising thirst appetite sleep anxiety mood insomnia weight pulse pressures
  respirations temperature saturation oxygen cannula telemetry vitals exam auscultation palpation
  percussion reflexes strength sensation gait speech orientation memory pupils mucosa conjunctiva
  sclera tongue opacity consolidation atelectasis effusion pneumothorax silhouette hilum mediastinum
  diaphragm costophrenic interstitial vascular calcification nodule density contrast radiograph
  ultrasound tomography magnetic imaging film view portable comparison impression technique axial
  coronal sagittal blood urine culture gram stain sodium potassium glucose hemoglobin platelets
  creatinine bicarbonate calcium lipase troponin lactate bilirubin albumin coagulation electrolytes
  chemistry panel tablet capsule infusion dose daily twice nightly weekly oral intravenous
  subcutaneous inhaled topical antibiotic analgesic steroid insulin anticoagulation statin aspirin
  family mother father sister brother daughter son wife husband lives works retired tobacco alcohol
  exercise diet allergy surgical medical social clinic appointment physician nurse resident attending
  pharmacy therapy plan goals education instructions followup laboratory results pending telephone
  interpreter vaccination influenza screening colonoscopy mammogram height scheduled taper precautions
  pulses murmur nonfocal afebrile`;

/** Words of surgery, which follow the service line. */
const SERVICE_LINE = `
  incision drain sutures staples wound postoperative preoperative anesthesia operative laparoscopic
  fracture hip orthopedic fixation splint ambulating bearing drainage hemostasis anastomosis hernia
  trauma laceration debridement graft flap bypass catheter stent perioperative intraoperative
  extubated epidural incentive spirometer ileus flatus packing sponge tourniquet`;

/** The vocabulary of notes, 400 words in the order in which the generative model numbers them. */
export const WORDS: readonly string[] = [CANCER, FRAILTY, HEART_FAILURE, GENERAL, SERVICE_LINE].flatMap(
  (words) => words.trim().split(/\s+/),
);
