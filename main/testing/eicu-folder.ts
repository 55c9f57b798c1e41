import { TableFolder } from './table-folder.ts';

const PATIENT_HEADER =
  'patientunitstayid,patienthealthsystemstayid,gender,age,ethnicity,hospitalid,wardid,apacheadmissiondx,' +
  'admissionheight,hospitaladmittime24,hospitaladmitoffset,hospitaladmitsource,hospitaldischargeyear,' +
  'hospitaldischargetime24,hospitaldischargeoffset,hospitaldischargelocation,hospitaldischargestatus,unittype,' +
  'unitadmittime24,unitadmitsource,unitvisitnumber,unitstaytype,admissionweight,dischargeweight,' +
  'unitdischargetime24,unitdischargeoffset,unitdischargelocation,unitdischargestatus,uniquepid';

/**
 * A small folder in the form of eICU, made up: two hospitals, three people, and four stays in a unit. 1 and 2 are two
 * stays of one hospital stay with a night on the ward between them; hospital 60 gives neither orders nor treatments.
 */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  patient: [
    PATIENT_HEADER,
    '1,11,Female,52,Caucasian,59,1,Sepsis,160,10:00:00,-120,Floor,2014,10:00:00,9000,Home,Alive,MICU,12:00:00,Floor,1,admit,60,60,12:00:00,2880,Floor,Alive,002-1',
    '2,11,Female,52,Caucasian,59,1,,160,10:00:00,-3600,Floor,2014,10:00:00,5520,Home,Alive,MICU,22:00:00,Floor,2,readmit,60,60,22:00:00,1500,Floor,Alive,002-1',
    '3,12,Male,> 89,Asian,59,2,CVA,170,08:00:00,0,Emergency Department,2015,08:00:00,2000,Death,Expired,Neuro ICU,08:00:00,Emergency Department,1,admit,70,70,08:00:00,2000,Death,Expired,002-2',
    '4,13,Male,44,,60,3,,170,08:00:00,-5,,2015,08:00:00,1600,Home,Alive,Med-Surg ICU,08:05:00,Direct Admit,1,admit,70,70,08:05:00,1500,Home,Alive,002-3',
  ],
  hospital: [
    'hospitalid,numbedscategory,teachingstatus,region',
    '59,<100,f,Midwest',
    '60,>= 500,t,South',
    '61,,f,',
  ],
  diagnosis: [
    'diagnosisid,patientunitstayid,activeupondischarge,diagnosisoffset,diagnosisstring,icd9code,diagnosispriority',
    '101,1,True,30,cardiovascular|shock / hypotension|sepsis,"038.9, A41.9",Primary',
    '102,3,True,20,neurologic|disorders of vasculature|stroke,"436, I67.8",Primary',
    '103,4,True,20,pulmonary|respiratory failure,518.81,Major',
  ],
  admissionDx: [
    'admissiondxid,patientunitstayid,admitdxenteredoffset,admitdxpath,admitdxname,admitdxtext',
    '201,1,15,admission diagnosis|All Diagnosis|Non-operative|Sepsis,Sepsis,Sepsis',
  ],
  pastHistory: [
    'pasthistoryid,patientunitstayid,pasthistoryoffset,pasthistoryenteredoffset,pasthistorynotetype,pasthistorypath,pasthistoryvalue,pasthistoryvaluetext',
    '301,1,10,1500,Admission,notes/Progress Notes/Past History/Diabetes/insulin dependent,insulin dependent,yes',
  ],
  treatment: [
    'treatmentid,patientunitstayid,treatmentoffset,treatmentstring,activeupondischarge',
    '401,1,60,cardiovascular|shock|vasopressors|norepinephrine,True',
  ],
  respiratoryCharting: [
    'respchartid,patientunitstayid,respchartoffset,respchartentryoffset,respcharttypecat,respchartvaluelabel,respchartvalue',
    '501,3,40,45,respFlowSettings,FiO2,80',
  ],
  medication: [
    'medicationid,patientunitstayid,drugorderoffset,drugstartoffset,drugivadmixture,drugordercancelled,drugname,drughiclseqno,dosage,routeadmin,frequency,loadingdose,prn,drugstopoffset,gtc',
    '601,1,200,100,No,No,"HEPARIN SODIUM, PORCINE 5000 UNIT/ML IJ SOLN",2807,1,SC,,,No,50,0',
    '602,1,10,20,No,No,,1820,1,IV,,,No,1000,0',
  ],
  infusionDrug: [
    'infusiondrugid,patientunitstayid,infusionoffset,drugname,drugrate,infusionrate,drugamount,volumeoffluid,patientweight',
    '701,3,90,Norepinephrine (mcg/min),4,15,,,',
  ],
  admissionDrug: [
    'admissiondrugid,patientunitstayid,drugoffset,drugenteredoffset,drugnotetype,specialtytype,usertype,rxincluded,writtenineicu,drugname,drugdosage,drugunit,drugadmitfrequency,drughiclseqno',
    '801,1,-50,25,Admission,eCM Primary,Other,False,True,ALLOPURINOL                  ,0.0000, , ,1100',
  ],
  note: [
    'noteid,patientunitstayid,noteoffset,noteenteredoffset,notetype,notepath,notevalue,notetext',
    '901,1,19,22,Comprehensive Progress,notes/Progress Notes/Assessment/Sepsis,Sepsis,Sepsis',
  ],
  physicalExam: [
    'physicalexamid,patientunitstayid,physicalexamoffset,physicalexampath,physicalexamvalue,physicalexamtext',
    '1001,3,19,notes/Progress Notes/Physical Exam/Neurologic/GCS/Score/scored,scored,scored',
  ],
  carePlanGeneral: [
    'cplgeneralid,patientunitstayid,activeupondischarge,cplitemoffset,cplgroup,cplitemvalue',
    '1101,1,True,5,Care Limitation,Full therapy',
    '1102,3,True,30,Care Limitation,Do not resuscitate',
    '1103,3,True,35,Airway,Intubated/oral ETT',
    '1104,3,True,36,Care Limitation,No vasopressors/inotropes',
  ],
  lab: [
    'labid,patientunitstayid,labresultoffset,labtypeid,labname,labresult,labresulttext,labmeasurenamesystem,labmeasurenameinterface,labresultrevisedoffset',
    '1201,1,-30,1,creatinine,1.4,1.4,mg/dL,mg/dL,15',
    '1202,3,60,1,lactate,4.10,>4.10,mmol/L,mmol/L,62',
    '1203,3,1400,1,creatinine,2,2,mg/dL,mg/dL,1500',
  ],
  vitalPeriodic: [
    'vitalperiodicid,patientunitstayid,observationoffset,temperature,sao2,heartrate,respiration,cvp,etco2,systemicsystolic,systemicdiastolic,systemicmean,pasystolic,padiastolic,pamean,st1,st2,st3,icp',
    '1301,1,10,37.5,98,88,,,,,,,,,,,,,',
  ],
  vitalAperiodic: [
    'vitalaperiodicid,patientunitstayid,observationoffset,noninvasivesystolic,noninvasivediastolic,noninvasivemean,paop,cardiacoutput,cardiacinput,svr,svri,pvr,pvri',
    '1401,3,12,120,70,86,,,,,,,',
  ],
  apacheApsVar: [
    'apacheapsvarid,patientunitstayid,intubated,vent,dialysis,eyes,motor,verbal,meds,urine,wbc,temperature,respiratoryrate,sodium,heartrate,meanbp,ph,hematocrit,creatinine,albumin,pao2,pco2,bun,glucose,bilirubin,fio2',
    '1501,3,1,1,0,1,4,1,0,-1,15,36,30,135,120,60,-1,-1,2,-1,-1,-1,-1,-1,-1,-1',
  ],
  apachePatientResult: ['apachepatientresultsid,patientunitstayid,actualhospitalmortality', '1601,3,EXPIRED'],
};

/** The made-up folder in a temporary place, for a test to spoil. */
export class EicuFolder extends TableFolder {
  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    super({ name: 'eicu', tables: TABLES, where });
  }
}
