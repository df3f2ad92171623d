// Holds an AsyncAPI document against the official JSON Schema of its version, and each schema in it against the draft
// that it names.
//
//   validate.mjs NODE_MODULES DOCUMENT

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, file] = process.argv.slice(2);
const require = createRequire(`${folder}/`);
const yaml = require('js-yaml');
const Ajv = require('ajv').default;
const addFormats = require('ajv-formats').default;
const specs = require('@asyncapi/specs');

const document = yaml.load(readFileSync(file, 'utf8'));
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const errors = [];

const valid = ajv.compile(specs.schemasWithoutId[document.asyncapi]);
if (!valid(document)) {
  errors.push(...valid.errors.map((error) => `${error.instancePath} ${error.message}`));
}
for (const [name, message] of Object.entries(document.components.messages)) {
  if (!ajv.validateSchema(message.payload.schema)) {
    errors.push(`${name}: ${ajv.errorsText()}`);
  }
}
if (errors.length > 0) {
  console.error(errors.slice(0, 20).join('\n'));
  process.exit(1);
}
