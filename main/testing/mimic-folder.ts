import { TableFolder } from './table-folder.ts';

/** A small folder in MIMIC-IV format, made up: three people, four admissions, and a little of everything. */
const TABLES: Readonly<Record<string, readonly string[]>> = {
  'hosp/patients': [
    'subject_id,gender,anchor_age,anchor_year,anchor_year_group,dod',
    '101,F,52,2150,2011 - 2013,',
    '102,M,71,2160,2014 - 2016,2163-05-06',
    '103,F,33,2170,2017 - 2019,',
  ],
  'hosp/admissions': [
    'subject_id,hadm_id,admittime,dischtime,deathtime,admission_type,admit_provider_id,admission_location,' +
      'discharge_location,insurance,language,marital_status,race,edregtime,edouttime,hospital_expire_flag',
    '101,201,2150-03-01 10:30:00,2150-03-05 12:00:00,,URGENT,P1,PHYSICIAN REFERRAL,HOME,Medicare,ENGLISH,MARRIED,WHITE,2150-03-01 08:15:00,2150-03-01 11:00:00,0',
    '101,202,2151-07-02 00:00:00,2151-07-03 23:59:00,,ELECTIVE,P2,,HOME,Medicare,ENGLISH,MARRIED,WHITE,,,0',
    '102,203,2163-04-28 07:00:00,2163-05-06 00:00:00,2163-05-06 14:45:00,EW EMER.,P1,EMERGENCY ROOM,DIED,Other,?,,UNKNOWN,2163-04-28 03:00:00,2163-04-28 09:00:00,1',
    '103,204,2170-11-11 11:11:00,2170-11-12 11:11:00,,OBSERVATION ADMIT,P3,,HOME,Medicaid,ENGLISH,SINGLE,ASIAN,,,0',
  ],
  'hosp/transfers': [
    'subject_id,hadm_id,transfer_id,eventtype,careunit,intime,outtime',
    '101,201,301,ED,Emergency Department,2150-03-01 08:15:00,2150-03-01 11:00:00',
    '101,201,302,admit,Medicine,2150-03-01 11:00:00,2150-03-05 12:00:00',
    '103,,303,ED,Emergency Department,2170-01-01 01:00:00,2170-01-01 04:00:00',
  ],
  'icu/icustays': [
    'subject_id,hadm_id,stay_id,first_careunit,last_careunit,intime,outtime,los',
    '102,203,401,Medical Intensive Care Unit (MICU),MICU,2163-04-28 09:00:30,2163-05-02 10:00:00,4.04',
  ],
  'hosp/diagnoses_icd': [
    'subject_id,hadm_id,seq_num,icd_code,icd_version',
    '101,201,1,4280,9',
    '101,201,2,I10,10',
    '102,203,1,A419,10',
  ],
  'hosp/procedures_icd': [
    'subject_id,hadm_id,seq_num,chartdate,icd_code,icd_version',
    '101,201,1,2150-03-02,3961,9',
  ],
  'hosp/hcpcsevents': [
    'subject_id,hadm_id,chartdate,hcpcs_cd,seq_num,short_description',
    '103,204,2170-11-11,99219,1,Hospital observation services',
  ],
  'icu/procedureevents': [
    'subject_id,hadm_id,stay_id,starttime,endtime,storetime,itemid,orderid',
    '102,203,401,2163-04-28 10:00:00,2163-04-29 10:00:00,2163-04-29 10:00:10.120,225792,501',
  ],
  'hosp/prescriptions': [
    'subject_id,hadm_id,pharmacy_id,starttime,stoptime,drug,dose_val_rx,dose_unit_rx,route',
    '101,201,601,2150-03-01 12:00:00,2150-03-03 12:00:00,Heparin,5000,UNIT,SC',
    '102,203,602,2163-04-28 10:00:00,2163-04-28 09:00:00,"Norepinephrine, premixed",8,mg,IV',
  ],
  'hosp/pharmacy': [
    'subject_id,hadm_id,pharmacy_id,entertime',
    '101,201,601,2150-03-01 11:40:00',
    '101,201,699,2150-03-01 11:41:00',
  ],
  'hosp/labevents': [
    'labevent_id,subject_id,hadm_id,specimen_id,itemid,charttime,storetime,value,valuenum,valueuom,' +
      'ref_range_lower,ref_range_upper,flag,priority,comments',
    '1,101,201,11,50912,2150-03-01 09:00:00,2150-03-01 09:40:00,1.4,1.4,mg/dL,0.4,1.1,abnormal,STAT,',
    '2,101,201,11,50912,2150-03-02 06:00:00,,1.20,1.2,mg/dL,0.4,1.1,abnormal,ROUTINE,"HEMOLYZED, ""SLIGHTLY"""',
    '3,101,,12,51463,2150-02-28 06:00:00,2150-02-28 07:00:00,NEG,,,,,,ROUTINE,',
    '4,102,203,13,50912,2163-04-28 04:00:00,2163-04-28 05:00:00,>20,20,mg/dL,0.5,1.2,abnormal,STAT,',
  ],
  'icu/chartevents': [
    'subject_id,hadm_id,stay_id,caregiver_id,charttime,storetime,itemid,value,valuenum,valueuom,warning',
    '102,203,401,7,2163-04-28 10:00:00,2163-04-28 10:05:00,220045,88,88,bpm,0',
    '102,203,401,7,2163-04-28 10:00:00,2163-04-28 10:05:00,223761,98.6,98.6,°F,0',
    '102,203,401,7,2163-04-28 10:00:00,2163-04-28 10:05:00,229999,something,,,0',
  ],
  'note/discharge': [
    'note_id,subject_id,hadm_id,note_type,note_seq,charttime,storetime,text',
    '101-DS-1,101,201,DS,1,2150-03-05 00:00:00,2150-03-06 08:00:00,"Name: ___',
    '',
    'Chief complaint: ""dizzy"", weak',
    '"',
    '102-DS-1,102,203,DS,1,2163-05-06 00:00:00,2163-05-07 08:00:00,short',
  ],
  'hosp/d_labitems': [
    'itemid,label,fluid,category',
    '50912,Creatinine,Blood,Chemistry',
    '51463,Bacteria,Urine,Hematology',
    '50000,Never measured,Blood,Chemistry',
  ],
  'icu/d_items': [
    'itemid,label,abbreviation,linksto,category,unitname,param_type,lownormalvalue,highnormalvalue',
    '225792,Invasive Ventilation,Vent,procedureevents,Ventilation,None,Process,,',
    '220045,Heart Rate,HR,chartevents,Routine Vital Signs,bpm,Numeric,,',
  ],
  'hosp/d_icd_diagnoses': [
    'icd_code,icd_version,long_title',
    '4280,9,"Congestive heart failure, unspecified"',
  ],
};

/** The made-up folder in a temporary place, for a test to spoil. */
export class MimicFolder extends TableFolder {
  /** @param where a folder that the caller removes; otherwise a new one, removed when the test ends. */
  constructor(where?: string) {
    super({ name: 'mimic', tables: TABLES, where });
  }
}
