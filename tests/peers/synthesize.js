// Synthesizes the programs of this folder with AWS CDK: `node synthesize.js OUT`, with aws-cdk-lib on NODE_PATH.
//
// OUT gets the layout of tests/golden/parity: `cases/PROGRAM/STACK.template.json`, without the parts that only a
// bootstrapped environment needs, and `minimal/PROGRAM[.STACK].json`, with a variant beside it where AWS CDK's
// recommended feature flags change the template.
'use strict';

// Only the templates are wanted. AWS CDK's own validation would take most of the time.
process.env.CDK_VALIDATION = 'false';
process.env.JSII_DEPRECATED = 'quiet';

const fs = require('fs');
const path = require('path');
const core = require('aws-cdk-lib');
const { Construct } = require('constructs');

const modules = {
  core,
  Construct,
  cognito: require('aws-cdk-lib/aws-cognito'),
  idpool: require('aws-cdk-lib/aws-cognito-identitypool'),
  iam: require('aws-cdk-lib/aws-iam'),
  lambda: require('aws-cdk-lib/aws-lambda'),
  kms: require('aws-cdk-lib/aws-kms'),
  acm: require('aws-cdk-lib/aws-certificatemanager'),
};
const library = path.dirname(require.resolve('aws-cdk-lib'));
const recommendedFlags = JSON.parse(fs.readFileSync(path.join(library, 'recommended-feature-flags.json'), 'utf8'));

const out = process.argv[2];
if (!out) {
  console.error('usage: node synthesize.js OUT');
  process.exit(2);
}
const work = fs.mkdtempSync(path.join(out, 'work-'));

/** The programs of a folder, by name. */
function programs(folder) {
  return fs.readdirSync(path.join(__dirname, folder))
    .filter((file) => file.endsWith('.js'))
    .sort()
    .map((file) => [file.slice(0, -'.js'.length), require(path.join(__dirname, folder, file))]);
}

function write(file, text) {
  fs.mkdirSync(path.dirname(path.join(out, file)), { recursive: true });
  fs.writeFileSync(path.join(out, file), text);
}

/** Takes an entry out of a section, and the section with its last entry. */
function take(template, section, name) {
  delete template[section]?.[name];
  if (template[section] && Object.keys(template[section]).length === 0) delete template[section];
}

/** Whole programs, which make their own stacks. */
function cases() {
  for (const [name, build] of programs('cases')) {
    const app = new core.App({ analyticsReporting: false, outdir: fs.mkdtempSync(path.join(work, 'case-')) });
    build(app, modules);
    for (const stack of app.synth().stacksRecursively) {
      const template = stack.template;
      take(template, 'Rules', 'CheckBootstrapVersion');
      take(template, 'Parameters', 'BootstrapVersion');
      write(`cases/${name}/${stack.id}.template.json`, `${JSON.stringify(template, null, 2)}\n`);
    }
  }
}

/** Small programs, mostly one construct each, which fill a stack. Gives the bytes of each template by its suffix. */
function minimalTemplates(build, context) {
  const outdir = fs.mkdtempSync(path.join(work, 'minimal-'));
  const app = new core.App({ analyticsReporting: false, treeMetadata: false, outdir, context });
  const mk = (id) => new core.Stack(app, id, {
    synthesizer: new core.DefaultStackSynthesizer({ generateBootstrapVersionRule: false }),
  });
  const stack = mk('Stack');
  const others = build(stack, { mk }) ?? [];
  const assembly = app.synth();
  const read = (made) => fs.readFileSync(path.join(assembly.directory, made.templateFile));
  return [['', read(stack)], ...others.map((other) => [`.${other.artifactId}`, read(other)])];
}

function minimal() {
  for (const [name, build] of programs('minimal')) {
    const flagged = new Map(minimalTemplates(build, recommendedFlags));
    for (const [suffix, bytes] of minimalTemplates(build, {})) {
      write(`minimal/${name}${suffix}.json`, bytes);
      const variant = flagged.get(suffix);
      if (!bytes.equals(variant)) write(`minimal/${name}${suffix}.recommended-flags.json`, variant);
    }
  }
}

try {
  cases();
  minimal();
} finally {
  fs.rmSync(work, { recursive: true, force: true });
}
