import { Argument, Command } from 'commander';
import { modelState } from '../api/models.ts';
import type { ModelSummary } from '../api/services.ts';
import { registeredModel, setModelState } from '../records/models.ts';
import { deleteModel, exportModel, importModel, listModels } from '../training/model-registry.ts';
import { withReader, withWriter } from './database.ts';
import { withDatabase, type DatabaseFlag } from './options.ts';
import { pathName } from './parse.ts';
import { runCommand } from './run-command.ts';

export function modelsCommand(): Command {
  return new Command('models')
    .description('the registry of trained models')
    .addCommand(list())
    .addCommand(importBundle())
    .addCommand(exportBundle())
    .addCommand(changeState())
    .addCommand(remove());
}

function list(): Command {
  return withDatabase(new Command('list').description('models of this database')).action(
    (flags: DatabaseFlag) =>
      runCommand(flags, async ({ terminal }) => {
        const models = await withReader(flags.database, (db) => listModels(db));
        terminal.result({ models }, () => (models.length === 0 ? ['no model yet'] : models.map(modelLine)));
      }),
  );
}

function importBundle(): Command {
  const command = new Command('import')
    .description('register a bundle made elsewhere')
    .argument('<bundle>', 'bundle folder or .lacuna file', pathName);
  return withDatabase(command).action((bundle: string, flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      const model = await withWriter(flags.database, (db) => importModel(db, bundle));
      terminal.result(model, () => [modelLine(model)]);
    }),
  );
}

function exportBundle(): Command {
  const command = new Command('export')
    .description('copy a model to a path; a name ending in .lacuna makes one file')
    .argument('<model>', 'id of the model')
    .argument('<path>', 'where to write it', pathName);
  return withDatabase(command).action((model: string, path: string, flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      const written = await withReader(flags.database, (db) => exportModel(db, model, path));
      terminal.result(written, () => [written.path]);
    }),
  );
}

function changeState(): Command {
  const command = new Command('state')
    .description('mark a model as the one in use, as a candidate for it, or as retired')
    .argument('<model>', 'id of the model')
    .addArgument(new Argument('<state>', 'its state').choices(modelState.options));
  return withDatabase(command).action((model: string, state: ModelSummary['state'], flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      await withWriter(flags.database, (db) => {
        registeredModel(db, model);
        setModelState(db, model, state);
      });
      terminal.result({ model, state }, () => [`${model} is ${state}`]);
    }),
  );
}

function remove(): Command {
  const command = new Command('delete')
    .description('forget a model and delete its bundle')
    .argument('<model>', 'id');
  return withDatabase(command).action((model: string, flags: DatabaseFlag) =>
    runCommand(flags, async ({ terminal }) => {
      const outcome = await withWriter(flags.database, (db) => deleteModel(db, model));
      terminal.result(outcome, () => [`deleted ${model}`]);
    }),
  );
}

function modelLine(model: ModelSummary): string {
  const auroc =
    model.test.auroc === null ? 'AUROC not assessed' : `test AUROC ${model.test.auroc.toFixed(3)}`;
  const missing = model.missing ? '  (bundle is no longer at its path)' : '';
  return `${model.id}  ${model.name}  ${model.task}, ${model.timing}, ${kindOf(model)}, ${auroc}${missing}`;
}

/** Encoders and fusion, and what logistic experts say beside them. */
function kindOf({ encoders, fusion, expertShare = 0 }: ModelSummary): string {
  if (expertShare === 1) return 'logistic experts';
  return `${encoders}/${fusion}${expertShare > 0 ? ` with ${expertShare.toFixed(2)} of logistic experts` : ''}`;
}
