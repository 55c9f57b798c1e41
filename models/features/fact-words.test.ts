import { expect, it } from 'vitest';
import { factWords } from './fact-words.ts';

it.each([
  ['ageYears', 'Age, years'],
  ['sex', 'Sex'],
  ['admissionType', 'Admission type'],
  ['lengthOfStayHours', 'Length of stay, hours'],
  ['emergencyDepartmentHours', 'Emergency department, hours'],
  ['unitAtPrediction', 'Unit at prediction'],
  ['admissionsPrevious365Days', 'Admissions in the previous 365 days'],
  ['emergencyVisitsPrevious180Days', 'Emergency visits in the previous 180 days'],
  ['daysSinceLastDischarge', 'Days since last discharge'],
  ['days', 'Days'],
])('reads %s as "%s"', (fact, words) => {
  expect(factWords(fact)).toBe(words);
});
