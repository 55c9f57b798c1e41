import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { validateCohortSearch } from '../screens/cohort/search.ts';
import { validateImportRunSearch, validateImportSearch } from '../screens/import/search.ts';
import { validateModelSearch, validateModelsSearch } from '../screens/registry/search.ts';
import { validatePatientSearch } from '../screens/patient/search.ts';
import { validatePatientsSearch } from '../screens/patients/search.ts';
import { validateTrainSearch } from '../screens/train/search.ts';
import { DatabaseRoutes } from './database-routes.tsx';
import { NotFound, PageCrash } from './dead-ends.tsx';
import { parseSearch, stringifySearch, textOf, type RawSearch } from './search.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('../screens/start/start-screen.tsx'), 'StartScreen'),
});

const importFolder = createRoute({
  getParentRoute: () => root,
  path: '/import',
  validateSearch: validateImportSearch,
  component: lazyRouteComponent(() => import('../screens/import/import-screen.tsx'), 'ImportScreen'),
});

const importRun = createRoute({
  getParentRoute: () => root,
  path: '/import/runs/$run',
  validateSearch: validateImportRunSearch,
  component: lazyRouteComponent(() => import('../screens/import/import-run-screen.tsx'), 'ImportRunScreen'),
});

/** Parent of the screens that are about the open database. */
const database = createRoute({ getParentRoute: () => root, id: 'database', component: DatabaseRoutes });

const cohort = createRoute({
  getParentRoute: () => database,
  path: '/cohort',
  validateSearch: validateCohortSearch,
  component: lazyRouteComponent(() => import('../screens/cohort/cohort-screen.tsx'), 'CohortScreen'),
});

const patients = createRoute({
  getParentRoute: () => database,
  path: '/patients',
  validateSearch: validatePatientsSearch,
  component: lazyRouteComponent(() => import('../screens/patients/patients-screen.tsx'), 'PatientsScreen'),
});

const patient = createRoute({
  getParentRoute: () => database,
  path: '/patients/$encounter',
  validateSearch: validatePatientSearch,
  component: lazyRouteComponent(() => import('../screens/patient/patient-screen.tsx'), 'PatientScreen'),
});

const train = createRoute({
  getParentRoute: () => database,
  path: '/train',
  validateSearch: validateTrainSearch,
  component: lazyRouteComponent(() => import('../screens/train/train-screen.tsx'), 'TrainScreen'),
});

const trainingJob = createRoute({
  getParentRoute: () => database,
  path: '/train/jobs/$job',
  component: lazyRouteComponent(
    () => import('../screens/train/training-job-screen.tsx'),
    'TrainingJobScreen',
  ),
});

const trainingRun = createRoute({
  getParentRoute: () => database,
  path: '/train/runs/$run',
  component: lazyRouteComponent(
    () => import('../screens/train/training-run-screen.tsx'),
    'TrainingRunScreen',
  ),
});

const models = createRoute({
  getParentRoute: () => database,
  path: '/models',
  validateSearch: validateModelsSearch,
  component: lazyRouteComponent(() => import('../screens/registry/models-screen.tsx'), 'ModelsScreen'),
});

const model = createRoute({
  getParentRoute: () => database,
  path: '/models/$model',
  validateSearch: validateModelSearch,
  component: lazyRouteComponent(() => import('../screens/registry/model-screen.tsx'), 'ModelScreen'),
});

const audit = createRoute({
  getParentRoute: () => database,
  path: '/audit',
  validateSearch: (search: RawSearch): { model?: string | undefined } => ({ model: textOf(search.model) }),
  component: lazyRouteComponent(() => import('../screens/audit/audit-screen.tsx'), 'AuditScreen'),
});

const activity = createRoute({
  getParentRoute: () => database,
  path: '/activity',
  component: lazyRouteComponent(() => import('../screens/activity/activity-screen.tsx'), 'ActivityScreen'),
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/settings/settings-screen.tsx'), 'SettingsScreen'),
});

const help = createRoute({
  getParentRoute: () => root,
  path: '/help',
  component: lazyRouteComponent(() => import('../screens/help/help-screen.tsx'), 'HelpScreen'),
});

/** Every screen with its address; what a screen shows is in the address too, so that links and "back" work. */
export const router = createRouter({
  routeTree: root.addChildren([
    start,
    importFolder,
    importRun,
    database.addChildren([
      cohort,
      patients,
      patient,
      train,
      trainingJob,
      trainingRun,
      models,
      model,
      audit,
      activity,
    ]),
    settings,
    help,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: true,
  scrollToTopSelectors: ['#main'],
  defaultPreload: 'intent',
  defaultErrorComponent: PageCrash,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
