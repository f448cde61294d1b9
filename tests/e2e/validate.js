// Validates templates with @aws/cloudformation-validate, which aws-cdk-lib brings along.
//
// Reads a JSON list of paths from standard input, and prints {version, findings} as JSON. One engine looks at all of
// them, because making it takes longer than using it.
'use strict';

const fs = require('fs');
const path = require('path');

const library = path.dirname(require.resolve('aws-cdk-lib/package.json'));
const validator = require(require.resolve('@aws/cloudformation-validate', { paths: [library] }));

const LEVELS = { FATAL: 'error', ERROR: 'error', WARN: 'warning' };
const FOR_INFORMATION = ['INFO', 'DEBUG'];

function validate(engine, file) {
  let diagnostics;
  try {
    diagnostics = engine.validateTemplate(new validator.TemplateFile(file)).diagnostics;
  } catch (error) {
    return [{ file, level: 'error', rule: 'unreadable', path: '', message: String(error) }];
  }
  return diagnostics
    .filter((diagnostic) => !FOR_INFORMATION.includes(diagnostic.severity))
    .map((diagnostic) => ({
      file,
      level: LEVELS[diagnostic.severity] ?? 'error',
      rule: diagnostic.ruleId,
      path: [diagnostic.entity?.logicalId, diagnostic.propertyPath].filter(Boolean).join('.'),
      message: diagnostic.message,
    }));
}

const files = JSON.parse(fs.readFileSync(0, 'utf8'));
const engine = new validator.CompositeEngine();
try {
  const findings = files.flatMap((file) => validate(engine, file));
  process.stdout.write(JSON.stringify({ version: validator.version(), findings }));
} finally {
  engine.free();
}
